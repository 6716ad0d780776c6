import * as fc from 'fast-check';
import { createMatcher, parsePattern } from '../../../../emulator/pattern/index.ts';
import { matchesLeaves } from '../../../../emulator/pattern/naive/matches.ts';
import { readLeaves } from '../../../../emulator/pattern/naive/read-leaves.ts';
import { arbitraryEvent, arbitraryPattern } from './arbitraries.ts';

const RULES = 30;
const EVENTS = 30;
const RUNS = 240;
const SEED = 20_261_123;

const ruleSet = fc.array(arbitraryPattern, { minLength: RULES, maxLength: RULES });
const events = fc.array(arbitraryEvent, { minLength: EVENTS, maxLength: EVENTS });
/** Rules deleted again, and rules replaced by another, halfway. */
const changes = fc.array(fc.nat(RULES - 1), { maxLength: 6 });

describe('the shared structure and one rule at a time', () => {
  it(`agree on ${RULES * EVENTS * RUNS} pairs of rule and event, while rules come and go`, () => {
    let matched = 0;
    fc.assert(
      fc.property(ruleSet, events, changes, (texts, jsons, changed) => {
        const patterns = texts.map(parsePattern);
        const matcher = createMatcher();
        const rules = new Map(patterns.map((pattern, number) => [`rule-${number}`, pattern]));
        for (const [name, pattern] of rules) matcher.set(name, pattern);
        jsons.forEach((json, number) => {
          if (number === EVENTS / 2) {
            changed.forEach((at, index) => {
              const name = `rule-${at}`;
              const other = patterns[(at + index + 1) % RULES];
              if (index % 2 === 0 || other === undefined) {
                rules.delete(name);
                matcher.delete(name);
              } else {
                rules.set(name, other);
                matcher.set(name, other);
              }
            });
          }
          const leaves = readLeaves(json);
          const expected = [...rules].flatMap(([name, pattern]) => (matchesLeaves(pattern, leaves) ? [name] : []));
          matched += expected.length;
          expect({ json, names: matcher.match(json).sort() }).toEqual({ json, names: expected.sort() });
        });
      }),
      { seed: SEED, numRuns: RUNS },
    );
    expect(matched / (RULES * EVENTS * RUNS)).toBeGreaterThan(0.05);
  });
});
