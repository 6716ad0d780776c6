import { parseArn } from '../../core/arn.ts';
import { invalid } from './errors.ts';
import { checkFilterPolicy } from './filter-policy.ts';

type Check = (value: string, protocol: string, all: Readonly<Record<string, string>>) => void;

const object = (value: string, refuse: () => Error): Record<string, unknown> => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    throw refuse();
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw refuse();
  return parsed as Record<string, unknown>;
};

/** What may be set of a subscription. https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html */
const CHECKS: Readonly<Record<string, Check>> = {
  DeliveryPolicy: (value) => void object(value, () => invalid('DeliveryPolicy: failed to parse JSON.')),
  FilterPolicy(value, _protocol, { FilterPolicyScope: scope }) {
    if (value !== '') checkFilterPolicy(value, scope);
  },
  FilterPolicyScope(value, _protocol, { FilterPolicy: policy }) {
    if (value !== 'MessageAttributes' && value !== 'MessageBody')
      throw invalid(`FilterPolicyScope: Invalid value [${value}]. Please use either MessageBody or MessageAttributes`);
    if (policy) checkFilterPolicy(policy, value);
  },
  RawMessageDelivery(value, protocol) {
    const lower = value.toLowerCase();
    if (lower !== 'true' && lower !== 'false')
      throw invalid(`Attributes Reason: RawMessageDelivery: Invalid value [${value}]. Must be true or false.`);
    if (lower === 'true' && protocol === 'lambda')
      throw invalid(`Attributes Reason: Delivery protocol [${protocol}] does not support raw message delivery.`);
  },
  RedrivePolicy(value) {
    if (value === '') return;
    const refuse = () => invalid('RedrivePolicy: failed to parse JSON.');
    const { deadLetterTargetArn: arn } = object(value, refuse);
    if (typeof arn !== 'string' || parseArn(arn)?.service !== 'sqs')
      throw invalid('RedrivePolicy: deadLetterTargetArn is an invalid arn');
  },
};

/** @throws AwsError `InvalidParameterException` */
export function checkSubscriptionAttributes(attributes: Readonly<Record<string, string>>, protocol: string): void {
  for (const [name, value] of Object.entries(attributes)) {
    const check = Object.hasOwn(CHECKS, name) ? CHECKS[name] : undefined;
    if (!check) throw invalid('AttributeName');
    check(value, protocol, attributes);
  }
}

/** @throws AwsError `InvalidParameterException` where a value does not fit the others */
export function withAttribute(
  before: Readonly<Record<string, string>>,
  name: string,
  value: string,
  protocol: string,
): Record<string, string> {
  const after = { ...before, [name]: value };
  checkSubscriptionAttributes({ [name]: value }, protocol);
  checkSubscriptionAttributes(after, protocol);
  return Object.fromEntries(Object.entries(after).filter(([, each]) => each !== ''));
}
