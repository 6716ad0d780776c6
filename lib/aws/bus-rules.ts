import {
  DeleteRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  type EventBridgeClient,
  InvalidEventPatternException,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  ResourceNotFoundException,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import { setting } from '../environment.ts';
import type { Rules } from '../subscriptions/subscription.ts';
import type { RuleTarget } from '../subscriptions/target.ts';
import { checkTargets } from './check-targets.ts';
import { eventbridge } from './eventbridge.ts';

const TARGET_ID = 'target';

/** TestEventPattern wants an event with every field that EventBridge sets. */
const SOME_EVENT = JSON.stringify({
  id: '00000000-0000-0000-0000-000000000000',
  'detail-type': 'none',
  source: 'none',
  account: '000000000000',
  time: '2026-01-01T00:00:00Z',
  region: 'us-east-1',
  resources: [],
  detail: {},
});

/** Where a target that could not be delivered to has its events kept; the policy of that queue names rules `sub.*`. */
export interface BusRulesSettings {
  readonly busName: string;
  readonly deadLetterArn: string;
}

const RETRIES = { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 };

/** `Rules` of one bus. */
export class BusRules implements Rules {
  readonly #client: EventBridgeClient;
  readonly #settings: BusRulesSettings;

  constructor(client: EventBridgeClient, settings: BusRulesSettings) {
    this.#client = client;
    this.#settings = settings;
  }

  async faultOf(EventPattern: string): Promise<string | undefined> {
    try {
      await this.#client.send(new TestEventPatternCommand({ EventPattern, Event: SOME_EVENT }));
      return undefined;
    } catch (error) {
      if (error instanceof InvalidEventPatternException) return error.message;
      throw error;
    }
  }

  async put(rule: Parameters<Rules['put']>[0]): Promise<void> {
    await this.#client.send(
      new PutRuleCommand({
        Name: rule.name,
        EventBusName: this.#settings.busName,
        Description: rule.description.slice(0, 512),
        EventPattern: rule.pattern,
        State: rule.enabled ? 'ENABLED' : 'DISABLED',
      }),
    );
  }

  async aim(name: string, { arn, roleArn, transformer }: RuleTarget): Promise<void> {
    const answer = await this.#client.send(
      new PutTargetsCommand({
        Rule: name,
        EventBusName: this.#settings.busName,
        Targets: [
          {
            Id: TARGET_ID,
            Arn: arn,
            // EventBridge refuses one for a bus.
            ...(arn.includes(':event-bus/') ? {} : { RetryPolicy: RETRIES }),
            DeadLetterConfig: { Arn: this.#settings.deadLetterArn },
            ...(roleArn ? { RoleArn: roleArn } : {}),
            ...(transformer
              ? { InputTransformer: { InputPathsMap: { ...transformer.paths }, InputTemplate: transformer.template } }
              : {}),
          },
        ],
      }),
    );
    checkTargets(answer);
  }

  async enable(Name: string): Promise<void> {
    await this.#client.send(new EnableRuleCommand({ Name, EventBusName: this.#settings.busName }));
  }

  async disable(Name: string): Promise<void> {
    await this.#client.send(new DisableRuleCommand({ Name, EventBusName: this.#settings.busName }));
  }

  async delete(name: string): Promise<void> {
    const EventBusName = this.#settings.busName;
    try {
      await this.#client.send(new RemoveTargetsCommand({ Rule: name, EventBusName, Ids: [TARGET_ID] }));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
    }
    await this.#client.send(new DeleteRuleCommand({ Name: name, EventBusName }));
  }
}

/** The rules of this deployment's bus. @throws MissingSettingError */
export const busRules = (): BusRules =>
  new BusRules(eventbridge, { busName: setting('BUS_NAME'), deadLetterArn: setting('DEAD_LETTERS_ARN') });
