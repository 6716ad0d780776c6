import {
  CancelReplayCommand,
  DescribeReplayCommand,
  type DescribeReplayCommandOutput,
  DescribeRuleCommand,
  type EventBridgeClient,
  IllegalStatusException,
  LimitExceededException,
  type Replay as ListedReplay,
  ListReplaysCommand,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import {
  type Archive,
  type NewReplay,
  type Replay,
  ReplayEndedError,
  ReplayExistsError,
  TooManyReplaysError,
} from '../replays/replayer.ts';

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

/** `Archive` on EventBridge. Rules are those of one bus. */
export class BusArchive implements Archive {
  readonly #client: EventBridgeClient;
  readonly #archiveArn: string;
  readonly #busArn: string;

  constructor(client: EventBridgeClient, archiveArn: string, busArn: string) {
    this.#client = client;
    this.#archiveArn = archiveArn;
    this.#busArn = busArn;
  }

  get #busName(): string {
    return this.#busArn.slice(this.#busArn.indexOf('/') + 1);
  }

  async start({ replayName, from, to, rules, description }: NewReplay): Promise<void> {
    const rulePrefix = `${this.#busArn.replace(':event-bus/', ':rule/')}/`;
    try {
      await this.#client.send(
        new StartReplayCommand({
          ReplayName: replayName,
          ...(description === '' ? {} : { Description: description }),
          EventSourceArn: this.#archiveArn,
          EventStartTime: from,
          EventEndTime: to,
          Destination: { Arn: this.#busArn, FilterArns: rules.map((rule) => `${rulePrefix}${rule}`) },
        }),
      );
    } catch (cause) {
      if (cause instanceof ResourceAlreadyExistsException) {
        throw new ReplayExistsError(`There is a replay called ${replayName} already; choose another name.`, { cause });
      }
      if (cause instanceof LimitExceededException) {
        throw new TooManyReplaysError('Ten replays run already; wait for one to end or cancel one.', { cause });
      }
      throw cause;
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
        throw new ReplayEndedError(`The replay ${name} has ended.`, { cause });
      throw cause;
    }
  }

  async list(): Promise<readonly Replay[]> {
    const replays: Replay[] = [];
    let NextToken: string | undefined;
    do {
      const page = await this.#client.send(
        new ListReplaysCommand({ EventSourceArn: this.#archiveArn, ...(NextToken ? { NextToken } : {}) }),
      );
      replays.push(...(page.Replays ?? []).map(replayOf));
      NextToken = page.NextToken;
    } while (NextToken);
    return replays;
  }

  async knownRules(names: readonly string[]): Promise<readonly string[]> {
    const isKnown = async (Name: string): Promise<boolean> => {
      try {
        await this.#client.send(new DescribeRuleCommand({ EventBusName: this.#busName, Name }));
        return true;
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return false;
        throw error;
      }
    };
    const known = await Promise.all(names.map(isKnown));
    return names.filter((_, index) => known[index]);
  }
}
