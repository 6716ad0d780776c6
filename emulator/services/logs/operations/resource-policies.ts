import type {
  DeleteResourcePolicyCommandInput,
  DescribeResourcePoliciesCommandInput,
  DescribeResourcePoliciesCommandOutput,
  PutResourcePolicyCommandInput,
  PutResourcePolicyCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import { placeKey } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { PolicyError, parsePolicy } from '../../../iam/policy.ts';
import type { LogsState, ResourcePolicy } from '../state.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const LIMIT = 10;
const BYTES = 5120;

const shown = ({ name, document, updated }: ResourcePolicy) => ({
  policyName: name,
  policyDocument: document,
  lastUpdatedTime: updated,
});

export const putResourcePolicy: Operation<
  LogsState,
  PutResourcePolicyCommandInput,
  Omit<PutResourcePolicyCommandOutput, '$metadata'>
> = {
  handle(state, { policyName: name = '', policyDocument: document = '' }, context) {
    if (name === '') throw new AwsError('InvalidParameterException', 'policyName must not be empty.');
    if (Buffer.byteLength(document) > BYTES)
      throw new AwsError('InvalidParameterException', `The policy document exceeds the limit of ${BYTES} bytes.`);
    try {
      parsePolicy(document, 'resource');
    } catch (cause) {
      if (cause instanceof PolicyError)
        throw new AwsError('InvalidParameterException', `Invalid policy document: ${cause.message}`, { cause });
      throw cause;
    }
    const key = placeKey(context, name);
    if (!state.policies.has(key) && state.policies.values(placeKey(context, '')).length >= LIMIT) {
      throw new AwsError('LimitExceededException', 'Resource limit exceeded.');
    }
    const policy = { name, document, updated: context.now };
    state.policies.put(key, policy);
    return { resourcePolicy: shown(policy) };
  },
};

export const describeResourcePolicies: Operation<
  LogsState,
  DescribeResourcePoliciesCommandInput,
  Omit<DescribeResourcePoliciesCommandOutput, '$metadata'>
> = {
  handle: (state, _input, context) => ({ resourcePolicies: state.policies.values(placeKey(context, '')).map(shown) }),
};

export const deleteResourcePolicy: Operation<LogsState, DeleteResourcePolicyCommandInput, object> = {
  handle(state, { policyName = '' }, context) {
    if (!state.policies.delete(placeKey(context, policyName)))
      throw new AwsError('ResourceNotFoundException', 'Policy does not exist.');
    return {};
  },
};
