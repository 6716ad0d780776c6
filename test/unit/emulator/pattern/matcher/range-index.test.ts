import * as fc from 'fast-check';
import { EventValue } from '../../../../../emulator/pattern/matcher/event-value.ts';
import { RangeIndex } from '../../../../../emulator/pattern/matcher/indexes/range-index.ts';
import { Probe } from '../../../../../emulator/pattern/matcher/probe.ts';
import { Sightings } from '../../../../../emulator/pattern/matcher/sightings.ts';

const bound = fc.integer({ min: -50, max: 50 });
const change = fc.tuple(bound, bound, fc.boolean());

/** Numbers of the probes met. */
function found(index: RangeIndex, probes: readonly Probe[], micros: number): number[] {
  const sightings = new Sightings();
  sightings.event = micros + 1_000;
  sightings.value = micros + 1_000;
  const value = new EventValue();
  value.setText(String(micros / 1e6));
  for (const probe of probes) Object.assign(probe, { event: 0, value: 0 });
  index.find(value, sightings);
  return probes.flatMap((probe, number) => (probe.event === sightings.event ? [number] : []));
}

describe('ranges', () => {
  it('finds the same as looking through all, after any additions and removals', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 100, maxLength: 400 }), (changes) => {
        const index = new RangeIndex();
        const probes: Probe[] = [];
        const ranges = new Map<number, { kind: 'range'; low: number; high: number }>();
        for (const [one, other, remove] of changes) {
          const [number, range] = [...ranges][Math.abs(one) % Math.max(1, ranges.size)] ?? [];
          const probe = number === undefined ? undefined : probes[number];
          if (remove && number !== undefined && range !== undefined && probe !== undefined) {
            index.remove(range, probe);
            ranges.delete(number);
          } else {
            const added = { kind: 'range' as const, low: Math.min(one, other), high: Math.max(one, other) };
            const fresh = new Probe();
            ranges.set(probes.push(fresh) - 1, added);
            index.add(added, fresh);
          }
        }
        expect(index.size).toBe(ranges.size);
        for (let micros = -51; micros <= 51; micros += 3) {
          const expected = [...ranges].flatMap(([number, { low, high }]) =>
            low <= micros && micros <= high ? [number] : [],
          );
          expect(found(index, probes, micros)).toEqual(expected);
        }
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});
