import type { Predicate, TextPredicate } from '../pattern.ts';
import { endsIgnoringCase, equalsIgnoringCase, startsIgnoringCase } from '../values/fold-case.ts';
import { parseIp } from '../values/ip-address.ts';
import { matchesWildcard, wildcardPieces } from '../values/wildcard.ts';
import type { Value } from './read-leaves.ts';

type Test<Kind> = (predicate: Extract<Predicate, { kind: Kind }>, value: Value) => boolean;
type Tests = { readonly [Kind in Predicate['kind']]: Test<Kind> };

const onText =
  (test: (wanted: string, text: string) => boolean) =>
  (predicate: TextPredicate, value: Value): boolean =>
    value.kind === 'string' && test(predicate.text, value.text);

const TESTS: Tests = {
  string: onText((wanted, text) => text === wanted),
  prefix: onText((wanted, text) => text.startsWith(wanted)),
  suffix: onText((wanted, text) => text.endsWith(wanted)),
  'equals-ignore-case': onText(equalsIgnoringCase),
  'prefix-ignore-case': onText(startsIgnoringCase),
  'suffix-ignore-case': onText(endsIgnoringCase),
  wildcard: onText((wanted, text) => matchesWildcard(wildcardPieces(wanted), text)),
  literal: ({ text }, value) => value.kind !== 'string' && value.text === text,
  number: ({ micros }, value) => value.kind === 'number' && value.micros === micros,
  range: ({ low, high }, value) => value.kind === 'number' && value.micros >= low && value.micros <= high,
  cidr: ({ family, low, high }, value) => {
    const address = value.kind === 'string' ? parseIp(value.text) : undefined;
    return address?.family === family && address.bits >= low && address.bits <= high;
  },
  exists: () => true,
  absent: () => false,
  'anything-but': ({ exclusions }, value) => !exclusions.some((exclusion) => testValue(exclusion, value)),
};

/** Whether a value of the event passes one alternative of a pattern. */
export function testValue(predicate: Predicate, value: Value): boolean {
  const test = TESTS[predicate.kind] as Test<Predicate['kind']>;
  return test(predicate, value);
}
