import { matches } from '../naive/matches.ts';
import type { Pattern } from '../pattern.ts';

/** The rules of a bus, and which of them an event matches. */
export interface Matcher {
  /** Adds a rule, or gives the rule of this name another pattern. */
  set(name: string, pattern: Pattern): void;
  /** @returns whether there was such a rule */
  delete(name: string): boolean;
  /** The names of the rules that match, each once, in no certain order. */
  match(eventJson: string | Uint8Array): string[];
  readonly size: number;
}

export function createMatcher(): Matcher {
  const rules = new Map<string, Pattern>();
  return {
    set: (name, pattern) => void rules.set(name, pattern),
    delete: (name) => rules.delete(name),
    match(eventJson) {
      const text = typeof eventJson === 'string' ? eventJson : Buffer.from(eventJson).toString();
      return [...rules].flatMap(([name, pattern]) => (matches(pattern, text) ? [name] : []));
    },
    get size() {
      return rules.size;
    },
  };
}
