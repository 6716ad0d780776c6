import {
  CancelReplayCommand,
  DescribeArchiveCommand,
  DescribeReplayCommand,
  type DescribeReplayCommandOutput,
  type EventBridgeClient,
  IllegalStatusException,
  type Replay as ListedReplay,
  ListReplaysCommand,
  type ListReplaysCommandInput,
  type ListReplaysCommandOutput,
  ResourceNotFoundException,
} from '@aws-sdk/client-eventbridge';
import { ACTIVE_STATES, type Archive, type ArchiveFacts, type Replay, ReplayEndedError } from '../replays/archive.ts';

const iso = (date: Date | undefined): string => (date ?? new Date(0)).toISOString();

/** `arn:…:rule/<bus>/<rule>` */
const ruleName = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

const replayOf = (described: ListedReplay & Partial<DescribeReplayCommandOutput>): Replay => ({
  replayName: described.ReplayName ?? '',
  state: described.State ?? 'STARTING',
  from: iso(described.EventStartTime),
  to: iso(described.EventEndTime),
  rules: (described.Destination?.FilterArns ?? []).map(ruleName),
  ...(described.EventLastReplayedTime ? { replayedTo: iso(described.EventLastReplayedTime) } : {}),
  ...(described.ReplayStartTime ? { startedAt: iso(described.ReplayStartTime) } : {}),
  ...(described.ReplayEndTime ? { endedAt: iso(described.ReplayEndTime) } : {}),
  ...(described.StateReason ? { reason: described.StateReason } : {}),
});

/** `Archive` on EventBridge. */
export class BusArchive implements Archive {
  readonly #client: EventBridgeClient;

  constructor(client: EventBridgeClient) {
    this.#client = client;
  }

  async facts(name: string): Promise<ArchiveFacts | undefined> {
    try {
      const found = await this.#client.send(new DescribeArchiveCommand({ ArchiveName: name }));
      return {
        name,
        arn: found.ArchiveArn ?? '',
        busArn: found.EventSourceArn ?? '',
        createdAt: iso(found.CreationTime),
        retentionDays: found.RetentionDays ?? 0,
        pattern: found.EventPattern ?? '',
      };
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }

  async find(name: string): Promise<Replay | undefined> {
    try {
      return replayOf(await this.#client.send(new DescribeReplayCommand({ ReplayName: name })));
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }

  async cancel(name: string): Promise<void> {
    try {
      await this.#client.send(new CancelReplayCommand({ ReplayName: name }));
    } catch (cause) {
      if (cause instanceof IllegalStatusException)
        throw new ReplayEndedError(
          `The replay ${name} has ended; there is nothing to cancel. Plan again to replay more.`,
          { cause },
        );
      throw cause;
    }
  }

  async #list(filter: Pick<ListReplaysCommandInput, 'NamePrefix' | 'State'>): Promise<readonly Replay[]> {
    const replays: Replay[] = [];
    let NextToken: string | undefined;
    do {
      const page: ListReplaysCommandOutput = await this.#client.send(
        new ListReplaysCommand({ ...filter, ...(NextToken ? { NextToken } : {}) }),
      );
      replays.push(...(page.Replays ?? []).map(replayOf));
      NextToken = page.NextToken;
    } while (NextToken);
    return replays;
  }

  list(prefix?: string): Promise<readonly Replay[]> {
    return this.#list(prefix === undefined ? {} : { NamePrefix: prefix });
  }

  async active(): Promise<readonly Replay[]> {
    const found = new Map<string, Replay>();
    // One after the other: a replay that goes on to its next state meanwhile is seen there, and none is missed.
    for (const State of ACTIVE_STATES)
      for (const replay of await this.#list({ State })) found.set(replay.replayName, replay);
    return [...found.values()];
  }
}
