import {
  CreatePartnerEventSourceCommand,
  DeletePartnerEventSourceCommand,
  DeleteRuleCommand,
  type EventBridgeClient,
  ListPartnerEventSourceAccountsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
} from '@aws-sdk/client-eventbridge';
import { formatSource } from '../events/event-source.ts';
import type { Holding } from '../tenants/manage-tenants.ts';
import { StateError, type TenantSource } from '../tenants/tenant.ts';
import { checkTargets } from './check-targets.ts';
import type { WindowReplays } from './window-replays.ts';

export interface HoldingSettings {
  readonly provider: string;
  readonly holdingBusArn: string;
  readonly holdingArchiveArn: string;
  /** The queue that `republish-events` drains; released events pass it. */
  readonly unpublishedQueueArn: string;
  readonly deadLetterArn: string;
  /** For which publishers remember the state of a source. */
  readonly sourceMemorySeconds: number;
  /** Whether sources are AWS partner sources as well. */
  readonly partner: boolean;
}

/** What the queue's messages are: see `KeptEvent`. */
const TO_KEPT_EVENT = {
  InputPathsMap: { detail: '$.detail' },
  InputTemplate: '{"event":<detail>,"cause":"Its source was pending when it came."}',
};

/**
 * A bus of its own with an archive: events of pending sources go there and match nothing. On activation the
 * archive is replayed to one rule, that of the source, which sends them on to be published after all.
 */
export class SourceHolding implements Holding {
  readonly #client: EventBridgeClient;
  readonly #replays: WindowReplays;
  readonly #settings: HoldingSettings;

  constructor(client: EventBridgeClient, replays: WindowReplays, settings: HoldingSettings) {
    this.#client = client;
    this.#replays = replays;
    this.#settings = settings;
  }

  get #bus(): string {
    const { holdingBusArn } = this.#settings;
    return holdingBusArn.slice(holdingBusArn.indexOf('/') + 1);
  }

  #rule({ tenant, stream }: TenantSource): string {
    return `release.${tenant}.${stream}`;
  }

  #name({ tenant, stream }: TenantSource): string {
    return formatSource({ provider: this.#settings.provider, tenant, stream });
  }

  async prepare(source: TenantSource, account: string): Promise<void> {
    const { unpublishedQueueArn, deadLetterArn, partner } = this.#settings;
    if (partner) await this.#createPartnerSource(source, account);
    await this.#client.send(
      new PutRuleCommand({
        Name: this.#rule(source),
        EventBusName: this.#bus,
        Description: 'Publishes what came before the source was activated; replays only.',
        EventPattern: JSON.stringify({ source: [this.#name(source)], 'replay-name': [{ exists: true }] }),
        State: 'ENABLED',
      }),
    );
    checkTargets(
      await this.#client.send(
        new PutTargetsCommand({
          Rule: this.#rule(source),
          EventBusName: this.#bus,
          Targets: [
            {
              Id: 'target',
              Arn: unpublishedQueueArn,
              InputTransformer: TO_KEPT_EVENT,
              DeadLetterConfig: { Arn: deadLetterArn },
            },
          ],
        }),
      ),
    );
  }

  async #createPartnerSource(source: TenantSource, Account: string): Promise<void> {
    try {
      await this.#client.send(new CreatePartnerEventSourceCommand({ Name: `aws.${this.#name(source)}`, Account }));
    } catch (error) {
      if (!(error instanceof ResourceAlreadyExistsException)) throw error;
    }
  }

  async checkActivation(source: TenantSource, account: string): Promise<void> {
    if (!this.#settings.partner) return;
    const { PartnerEventSourceAccounts = [] } = await this.#client.send(
      new ListPartnerEventSourceAccountsCommand({ EventSourceName: `aws.${this.#name(source)}` }),
    );
    const found = PartnerEventSourceAccounts.find(({ Account }) => Account === account);
    if (found?.State === 'ACTIVE') return;
    throw new StateError(
      `In account ${account} the partner source is ${found?.State ?? 'unknown'}: the integrator must associate it with an event bus first.`,
    );
  }

  release(source: TenantSource, until: Date): Promise<string> {
    const { holdingBusArn, holdingArchiveArn } = this.#settings;
    return this.#replays.start({
      replayName: `release.${source.tenant}.${source.stream}`,
      archiveArn: holdingArchiveArn,
      busArn: holdingBusArn,
      rules: [this.#rule(source)],
      from: new Date(source.createdAt),
      // Publishers may still hold events back for as long as they remember that the source was pending.
      to: new Date(until.getTime() + this.#settings.sourceMemorySeconds * 1000),
    });
  }

  async discard(source: TenantSource, Account: string): Promise<void> {
    const rule = { EventBusName: this.#bus, Rule: this.#rule(source) };
    try {
      await this.#client.send(new RemoveTargetsCommand({ ...rule, Ids: ['target'] }));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
    }
    await this.#client.send(new DeleteRuleCommand({ EventBusName: this.#bus, Name: this.#rule(source) }));
    if (this.#settings.partner) {
      await this.#client.send(new DeletePartnerEventSourceCommand({ Name: `aws.${this.#name(source)}`, Account }));
    }
  }
}
