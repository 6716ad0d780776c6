import { EventBridgeClient, PutEventsCommand, StartReplayCommand } from '@aws-sdk/client-eventbridge';
import type { ClientOptions } from '../start/client-options.ts';
import { BUS, type Scenario } from './scenario.ts';

export interface Load {
  /** `detail.id` of every event that was acknowledged. */
  readonly acknowledged: Set<string>;
  /** Names of the replays that were acknowledged, with the ids they must bring. */
  readonly replays: Map<string, ReadonlySet<string>>;
  /** Publishes until `signal` ends it; an emulator that is gone is no fault. */
  run(client: ClientOptions, signal: AbortSignal): Promise<void>;
}

const PUBLISHERS = 3;
const REPLAYS_AT_MOST = 9;

/** @param random in [0, 1) */
export function createLoad(scenario: Scenario, random: () => number): Load {
  const acknowledged = new Set<string>();
  const replays = new Map<string, ReadonlySet<string>>();
  const times = new Map<string, number>();
  let next = 0;

  const publish = async (events: EventBridgeClient): Promise<void> => {
    const ids = Array.from({ length: 1 + Math.floor(random() * 10) }, () => `event-${next++}`);
    const Entries = ids.map((id) => ({
      EventBusName: BUS,
      Source: 'crash',
      DetailType: 'crash.happened',
      Detail: JSON.stringify({ id, padding: 'x'.repeat(500) }),
    }));
    const { Entries: answers = [] } = await events.send(new PutEventsCommand({ Entries }));
    answers.forEach(({ EventId }, i) => {
      const id = ids[i];
      if (EventId === undefined || id === undefined) return;
      acknowledged.add(id);
      times.set(id, Date.now());
    });
  };
  /** Replays all that is surely inside a window that ends two seconds ago. */
  const replay = async (events: EventBridgeClient): Promise<void> => {
    const { busArn, archiveArn, replayRule } = scenario;
    const ReplayName = `some-${next++}`;
    const end = Math.floor(Date.now() / 1000) * 1000 - 2_000;
    const inside = new Set([...acknowledged].filter((id) => (times.get(id) ?? end) < end - 1_000));
    await events.send(
      new StartReplayCommand({
        ReplayName,
        EventSourceArn: archiveArn,
        EventStartTime: new Date(end - 3_600_000),
        EventEndTime: new Date(end),
        Destination: { Arn: busArn, FilterArns: [replayRule] },
      }),
    );
    replays.set(ReplayName, inside);
  };

  return {
    acknowledged,
    replays,
    async run(client, signal) {
      const events = new EventBridgeClient({ ...client, maxAttempts: 1 });
      const lane = async (work: () => Promise<void>): Promise<void> => {
        while (!signal.aborted) {
          try {
            await work();
          } catch (error) {
            // Killed in the middle of a request: what was not acknowledged is nobody's loss.
            if (signal.aborted || !(error instanceof Error) || '$fault' in error) throw error;
            return;
          }
        }
      };
      const publishers = Array.from({ length: PUBLISHERS }, () => lane(() => publish(events)));
      if (replays.size < REPLAYS_AT_MOST && acknowledged.size > 0)
        publishers.push(replay(events).catch(() => undefined));
      await Promise.all(publishers).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
      events.destroy();
    },
  };
}
