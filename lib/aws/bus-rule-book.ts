import {
  DeleteRuleCommand,
  DescribeRuleCommand,
  type EventBridgeClient,
  ListRulesCommand,
  type ListRulesCommandOutput,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  RemoveTargetsCommand,
  ResourceNotFoundException,
  type Rule,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import type { BusRule, BusRuleBook } from '../replays/plans/bus-rule.ts';
import type { OnReplay } from '../replays/plans/replay-plan.ts';

const TAG = 'trestle:on-replay';
const DECLARED: ReadonlySet<string> = new Set<OnReplay>(['repeat', 'skip', 'unsafe']);
/** Questions asked at once. */
const AT_ONCE = 10;

const isDeclared = (value: string | undefined): value is OnReplay => value !== undefined && DECLARED.has(value);

/** `BusRuleBook` of one bus. */
export class EventBridgeRuleBook implements BusRuleBook {
  readonly #client: EventBridgeClient;
  readonly busArn: string;

  constructor(client: EventBridgeClient, busArn: string) {
    this.#client = client;
    this.busArn = busArn;
  }

  get bus(): string {
    return this.busArn.slice(this.busArn.indexOf('/') + 1);
  }

  async find(Name: string): Promise<BusRule | undefined> {
    try {
      const found = await this.#client.send(new DescribeRuleCommand({ Name, EventBusName: this.bus }));
      return found.ManagedBy === undefined ? await this.#complete(found) : undefined;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }

  async #list(prefix?: string): Promise<readonly Rule[]> {
    const rules: Rule[] = [];
    let NextToken: string | undefined;
    do {
      const page: ListRulesCommandOutput = await this.#client.send(
        new ListRulesCommand({
          EventBusName: this.bus,
          ...(prefix === undefined ? {} : { NamePrefix: prefix }),
          ...(NextToken ? { NextToken } : {}),
        }),
      );
      rules.push(...(page.Rules ?? []).filter(({ ManagedBy }) => ManagedBy === undefined));
      NextToken = page.NextToken;
    } while (NextToken);
    return rules;
  }

  async names(prefix: string): Promise<readonly string[]> {
    return (await this.#list(prefix)).map(({ Name = '' }) => Name);
  }

  async all(): Promise<readonly BusRule[]> {
    const rules = await this.#list();
    const complete: BusRule[] = [];
    for (let first = 0; first < rules.length; first += AT_ONCE) {
      complete.push(...(await Promise.all(rules.slice(first, first + AT_ONCE).map((rule) => this.#complete(rule)))));
    }
    return complete;
  }

  async #complete({ Name = '', Arn = '', State, EventPattern = '{}' }: Rule): Promise<BusRule> {
    const [{ Targets = [] }, { Tags = [] }] = await Promise.all([
      this.#client.send(new ListTargetsByRuleCommand({ Rule: Name, EventBusName: this.bus })),
      this.#client.send(new ListTagsForResourceCommand({ ResourceARN: Arn })),
    ]);
    const declared = Tags.find(({ Key }) => Key === TAG)?.Value;
    return {
      name: Name,
      arn: Arn,
      state: State === 'DISABLED' ? 'DISABLED' : 'ENABLED',
      pattern: EventPattern,
      onReplay: isDeclared(declared) ? declared : 'unsafe',
      targets: Targets.map(({ Arn: target = '', ...rest }) => ({ ...rest, Arn: target })),
    };
  }

  async matches(EventPattern: string, Event: string): Promise<boolean> {
    const { Result = false } = await this.#client.send(new TestEventPatternCommand({ EventPattern, Event }));
    return Result;
  }

  async remove(name: string): Promise<void> {
    const rule = { Rule: name, EventBusName: this.bus };
    try {
      const { Targets = [] } = await this.#client.send(new ListTargetsByRuleCommand(rule));
      const Ids = Targets.map(({ Id = '' }) => Id);
      if (Ids.length > 0) await this.#client.send(new RemoveTargetsCommand({ ...rule, Ids }));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
    }
    await this.#client.send(new DeleteRuleCommand({ Name: name, EventBusName: this.bus }));
  }
}
