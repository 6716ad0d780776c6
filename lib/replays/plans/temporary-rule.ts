import { InvalidInputError } from '../../errors.ts';
import type { BusRule } from './bus-rule.ts';
import type { TemporaryRule } from './replay-plan.ts';

export interface TemporaryRuleSettings {
  /** Of everything that this stage names, such as `trestle-prod`. */
  readonly prefix: string;
  readonly shadowQueueArn: string;
  /** With it EventBridge sends to the stage's queues, whose policies do not name temporary rules. */
  readonly deliveryRoleArn: string;
}

/** What the names of a plan's replays begin with. */
export const replayPrefix = (planId: string): string => `${planId}.`;

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-replay-archived-event.html: replayed events bear the replay's name. */
const ofReplay = (planId: string): object => ({ 'replay-name': [{ prefix: replayPrefix(planId) }] });

/** What the names of temporary rules begin with. */
export const TEMPORARY = 'replay.';

const ruleName = (planId: string): string => `${TEMPORARY}${planId}`;

/** The plan that a temporary rule is of; undefined: it is another rule. */
export const planOfRule = (name: string): string | undefined =>
  name.startsWith(TEMPORARY) ? name.slice(TEMPORARY.length) : undefined;

/** The plan that a replay is of; undefined: no plan of the stage with that prefix. */
export const planOfReplay = (name: string, prefix: string): string | undefined =>
  name.startsWith(`${prefix}.`) ? /^(.+)\.w\d+\.\d+$/.exec(name)?.[1] : undefined;

/** A rule that sends what a plan replays to a queue, and nothing else. @throws InvalidInputError */
export function ruleToQueue(
  planId: string,
  queue: string,
  { prefix, shadowQueueArn, deliveryRoleArn }: TemporaryRuleSettings,
): TemporaryRule {
  const arn = queue === 'shadow' ? shadowQueueArn : queue;
  const own = shadowQueueArn.slice(0, shadowQueueArn.lastIndexOf(':') + 1);
  if (!arn.startsWith(`${own}${prefix}-`)) {
    const detail = `The queue must be one of this stage, ${own}${prefix}-…, or "shadow"; other queues take part by a subscription of their own.`;
    throw new InvalidInputError(detail, [{ pointer: '/queue', detail }]);
  }
  return {
    name: ruleName(planId),
    pattern: JSON.stringify(ofReplay(planId)),
    targets: [{ Id: 'queue', Arn: arn, RoleArn: deliveryRoleArn }],
  };
}

/** A rule that sends one replayed event to the targets of another rule. */
export function ruleForOne(
  planId: string,
  eventId: string,
  { targets }: BusRule,
  { deliveryRoleArn }: Pick<TemporaryRuleSettings, 'deliveryRoleArn'>,
): TemporaryRule {
  return {
    name: ruleName(planId),
    pattern: JSON.stringify({ ...ofReplay(planId), detail: { id: [eventId] } }),
    targets: targets.map((target) =>
      target.Arn.split(':')[2] === 'sqs' ? { RoleArn: deliveryRoleArn, ...target } : target,
    ),
  };
}
