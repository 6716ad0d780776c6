import * as fc from 'fast-check';
import { createMatcher, parsePattern } from '../../../../emulator/pattern/index.ts';
import { matchesLeaves } from '../../../../emulator/pattern/naive/matches.ts';
import { readLeaves } from '../../../../emulator/pattern/naive/read-leaves.ts';
import { arbitraryEvent, arbitraryPattern, plainEvent, plainPattern } from './arbitraries.ts';

interface World {
  readonly name: string;
  readonly pattern: fc.Arbitrary<string>;
  readonly event: fc.Arbitrary<string>;
  readonly rules: number;
  readonly events: number;
  readonly runs: number;
  /** The share of pairs that have to match at least: else the pairs would prove little. */
  readonly share: number;
}

const WORLDS: readonly World[] = [
  {
    name: 'every operator',
    pattern: arbitraryPattern,
    event: arbitraryEvent,
    rules: 30,
    events: 30,
    runs: 240,
    share: 0.05,
  },
  {
    name: 'many that ask nearly the same',
    pattern: plainPattern,
    event: plainEvent,
    rules: 200,
    events: 40,
    runs: 15,
    share: 0.02,
  },
];
const SEED = 20_261_123;

/** Halfway, some rules are deleted and some get another pattern. */
const changes = fc.array(fc.nat(), { maxLength: 60 });

describe('the shared structure and one rule at a time agree while rules come and go', () => {
  it.each(WORLDS)('$name', ({ pattern, event, rules: count, events, runs, share }) => {
    let matched = 0;
    const patternsOf = fc.array(pattern, { minLength: count, maxLength: count });
    const eventsOf = fc.array(event, { minLength: events, maxLength: events });
    fc.assert(
      fc.property(patternsOf, eventsOf, changes, (texts, jsons, changed) => {
        const patterns = texts.map(parsePattern);
        const matcher = createMatcher();
        const rules = new Map(patterns.map((each, number) => [`rule-${number}`, each]));
        for (const [name, each] of rules) matcher.set(name, each);
        jsons.forEach((json, number) => {
          if (number === events / 2) change(changed);
          const leaves = readLeaves(json);
          const expected = [...rules].flatMap(([name, each]) => (matchesLeaves(each, leaves) ? [name] : []));
          matched += expected.length;
          expect({ json, names: matcher.match(json).sort() }).toEqual({ json, names: expected.sort() });
        });
        for (const name of rules.keys()) matcher.delete(name);
        expect(jsons.flatMap((json) => matcher.match(json))).toEqual([]);

        function change(numbers: readonly number[]): void {
          numbers.forEach((at, index) => {
            const name = `rule-${at % count}`;
            const other = patterns[(at + index + 1) % count];
            if (index % 2 === 0 || other === undefined) {
              rules.delete(name);
              matcher.delete(name);
            } else {
              rules.set(name, other);
              matcher.set(name, other);
            }
          });
        }
      }),
      { seed: SEED, numRuns: runs },
    );
    expect(matched / (count * events * runs)).toBeGreaterThan(share);
  });
});
