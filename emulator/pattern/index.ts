export { createMatcher, type Matcher } from './matcher/matcher.ts';
export { matches } from './naive/matches.ts';
export { jsonFault } from './parse/json-fault.ts';
export { parsePattern } from './parse/parse-pattern.ts';
export type { Pattern } from './pattern.ts';
export { PatternError } from './pattern-error.ts';
