import type { Target } from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../../core/aws-error.ts';
import { deadLetterArnOf } from '../buses/checks.ts';
import { invalid, invalidParameter } from '../errors.ts';
import { checkInput } from '../input/check-input.ts';
import type { Rule } from '../rules/rule.ts';
import { checkParameters } from './check-parameters.ts';
import { type TargetArn, type TargetKind, targetArnOf } from './target-kind.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-cross-account.html */
const ACROSS_ACCOUNTS: ReadonlySet<TargetKind> = new Set(['bus', 'execute-api', 'kinesis', 'lambda', 'sns', 'sqs']);

/** Whether the target is within reach, and has the role that it needs. */
function checkReach({ RoleArn, Arn }: Target, arn: TargetArn, rule: Rule): void {
  const foreign = arn.accountId !== rule.accountId;
  if (foreign && !ACROSS_ACCOUNTS.has(arn.kind)) {
    const reason = 'Adding cross-account target is not permitted.';
    throw new AwsError('AccessDeniedException', `Access to the resource ${Arn} is denied. Reason: ${reason}`);
  }
  if (RoleArn !== undefined || !(arn.needsRole || foreign)) return;
  // For a stream alone the role of the rule does as well.
  if (arn.kind !== 'kinesis') throw invalid(`RoleArn is required for target ${Arn}.`);
  if (rule.roleArn === undefined) {
    throw invalid(`Rule ${rule.name} does not have RoleArn assigned to invoke target ${Arn}.`);
  }
}

/**
 * What AWS refuses of a target when it is put; whether it can be reached shows at delivery.
 * @throws AwsError `ValidationException`, `AccessDeniedException` for one of another account that no rule may reach
 */
export function checkTarget(target: Target, rule: Rule): void {
  const text = target.Arn ?? '';
  const arn = targetArnOf(text);
  if (!arn) throw invalidParameter(text, 'Provided Arn is not in correct format.');
  if (arn.region !== rule.region && arn.kind !== 'bus') {
    throw invalidParameter(text, 'Target must be in the same region as the rule.');
  }
  if (arn.kind === 'bus' && target.RetryPolicy) {
    throw invalid('Retry policy is not supported for Event bus targets.');
  }
  checkReach(target, arn, rule);
  checkParameters(target, arn);
  checkInput(target, arn.kind);
  deadLetterArnOf(target.DeadLetterConfig, rule);
}
