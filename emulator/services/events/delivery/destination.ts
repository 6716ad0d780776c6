import type { Target } from '@aws-sdk/client-eventbridge';
import { createRender, type Render } from '../input/render.ts';
import { arnOfRule, keyOfRule, type Rule } from '../rules/rule.ts';
import { type TargetArn, targetArnOf } from '../targets/target-kind.ts';

/** A target of a rule, made ready for deliveries. */
export interface Destination {
  readonly rule: Rule;
  readonly ruleKey: string;
  readonly ruleArn: string;
  readonly target: Target;
  readonly id: string;
  readonly arn: TargetArn;
  readonly render: Render;
  /** Tries beyond the first. */
  readonly mostRetries: number;
  /** Milliseconds after which an event is not tried again. */
  readonly longestAge: number;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html */
const MOST_RETRIES = 185;
const LONGEST_AGE_SECONDS = 86_400;

/** @returns undefined for a target that is EventBridge's own, such as that of a managed rule */
export function createDestination(rule: Rule, target: Target): Destination | undefined {
  const arn = targetArnOf(target.Arn ?? '');
  if (!arn) return undefined;
  const ruleArn = arnOfRule(rule);
  return {
    rule,
    ruleKey: keyOfRule(rule),
    ruleArn,
    target,
    id: target.Id ?? '',
    arn,
    render: createRender(target, { arn: ruleArn, name: rule.name }),
    mostRetries: target.RetryPolicy?.MaximumRetryAttempts ?? MOST_RETRIES,
    longestAge: (target.RetryPolicy?.MaximumEventAgeInSeconds ?? LONGEST_AGE_SECONDS) * 1000,
  };
}
