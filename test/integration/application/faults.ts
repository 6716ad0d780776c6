import type { DeployedApplication } from '../../support/deployed-application.ts';
import { type FaultRow, faultWorld } from '../../support/faults/world.ts';
import { CRASHES } from './faults/crashes.ts';
import { PUBLISHING } from './faults/publishing.ts';
import { TABLES } from './faults/tables.ts';
import { WEBHOOKS } from './faults/webhooks.ts';

const ROWS: readonly FaultRow[] = [...CRASHES, ...PUBLISHING, ...TABLES, ...WEBHOOKS];

/** What was broken is mended again: nothing is lost, nothing counts twice, and somebody could see it. */
export function describeFaults(app: () => DeployedApplication): void {
  describe('faults', () => {
    const ends = new Map<FaultRow, Promise<unknown>>();
    // They wait more than they work, so those that break different things go on at once.
    beforeAll(() => {
      const world = faultWorld(app());
      const lanes = new Map<string, Promise<unknown>>();
      for (const row of ROWS) {
        const before = lanes.get(row.on) ?? Promise.resolve();
        const end = before
          .then(() => row.run(world))
          .then(
            () => undefined,
            (error: unknown) => error,
          );
        lanes.set(row.on, end);
        ends.set(row, end);
      }
    });

    test.each(ROWS.map((row) => [row.name, row] as const))('%s', async (_name, row) => {
      const error = await ends.get(row);
      if (error !== undefined) throw error;
    });
  });
}
