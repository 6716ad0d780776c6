import { AwsError } from '../../core/aws-error.ts';
import { PolicyError, parsePolicy } from '../../iam/policy.ts';
import type { Queue } from './queue.ts';

/** Refuses a value in AWS's words, or returns. */
type Check = (name: string, value: string) => void;

const invalid = (name: string, reason?: string): never => {
  throw new AwsError(
    'InvalidAttributeValue',
    `Invalid value for the parameter ${name}.${reason ? ` Reason: ${reason}` : ''}`,
  );
};

/** Of the attributes about dead letters AWS tells the value as well. @throws AwsError `InvalidParameterValue` */
export const invalidParameter = (name: string, value: string, reason: string): never => {
  throw new AwsError('InvalidParameterValue', `Value ${value} for parameter ${name} is invalid. Reason: ${reason}`);
};

const between =
  (low: number, high: number): Check =>
  (name, value) => {
    if (!/^\d+$/.test(value) || Number(value) < low || Number(value) > high) invalid(name);
  };

const oneOf =
  (...allowed: string[]): Check =>
  (name, value) => {
    if (!allowed.includes(value)) invalid(name);
  };

const parsed = (name: string, value: string): Record<string, unknown> => {
  try {
    const found: unknown = JSON.parse(value);
    if (typeof found === 'object' && found !== null && !Array.isArray(found)) return found as Record<string, unknown>;
  } catch {
    // Refused below, as any other text that is no JSON object.
  }
  return invalidParameter(name, value, 'Redrive policy is not a valid JSON map.');
};

const redrivePolicy: Check = (name, value) => {
  if (value === '') return;
  const policy = parsed(name, value);
  const count = Number(policy.maxReceiveCount);
  if (policy.deadLetterTargetArn === undefined || policy.maxReceiveCount === undefined) {
    invalidParameter(
      name,
      value,
      'Redrive policy does not contain mandatory attribute: ' +
        (policy.maxReceiveCount === undefined ? 'maxReceiveCount.' : 'deadLetterTargetArn.'),
    );
  }
  if (!Number.isInteger(count) || count < 1 || count > 1000) {
    const found = `Invalid value for maxReceiveCount: ${policy.maxReceiveCount}`;
    invalidParameter(name, value, `${found}, valid values are from 1 to 1000 both inclusive.`);
  }
};

const policy: Check = (name, value) => {
  if (value === '') return;
  try {
    parsePolicy(value, 'resource');
  } catch (cause) {
    if (cause instanceof PolicyError) invalid(name);
    throw cause;
  }
};

interface AttributeRule {
  readonly check: Check;
  readonly default?: string;
  readonly fifoOnly?: boolean;
}

/** Bytes of a message, and of the messages of a batch together. */
export const MOST_BYTES = 1_048_576;

/**
 * The attributes one may set, their ranges and defaults.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
const RULES: Readonly<Record<string, AttributeRule>> = {
  DelaySeconds: { check: between(0, 900), default: '0' },
  MaximumMessageSize: { check: between(1024, MOST_BYTES), default: String(MOST_BYTES) },
  MessageRetentionPeriod: { check: between(60, 1_209_600), default: '345600' },
  Policy: { check: policy },
  ReceiveMessageWaitTimeSeconds: { check: between(0, 20), default: '0' },
  VisibilityTimeout: { check: between(0, 43_200), default: '30' },
  RedrivePolicy: { check: redrivePolicy },
  RedriveAllowPolicy: { check: (name, value) => void (value === '' || parsed(name, value)) },
  KmsMasterKeyId: { check: () => {} },
  KmsDataKeyReusePeriodSeconds: { check: between(60, 86_400) },
  SqsManagedSseEnabled: { check: oneOf('true', 'false'), default: 'true' },
  FifoQueue: { check: oneOf('true'), fifoOnly: true },
  ContentBasedDeduplication: { check: oneOf('true', 'false'), default: 'false', fifoOnly: true },
  DeduplicationScope: { check: oneOf('messageGroup', 'queue'), default: 'queue', fifoOnly: true },
  FifoThroughputLimit: { check: oneOf('perQueue', 'perMessageGroupId'), default: 'perQueue', fifoOnly: true },
};

/** @throws AwsError `InvalidAttributeName`, `InvalidAttributeValue` */
export function checkAttributes(attributes: Readonly<Record<string, string>>, fifo: boolean): void {
  for (const [name, value] of Object.entries(attributes)) {
    const rule = Object.hasOwn(RULES, name) ? RULES[name] : undefined;
    if (!rule || (rule.fifoOnly && !fifo)) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
    rule.check(name, value);
  }
}

/** An attribute as set, or AWS's default; undefined where it has neither. */
export const attributeOf = (
  { attributes, fifo }: Pick<Queue, 'attributes' | 'fifo'>,
  name: string,
): string | undefined => {
  const rule = RULES[name];
  if (rule?.fifoOnly && !fifo) return undefined;
  return attributes[name] ?? rule?.default;
};

export const numberOf = (queue: Pick<Queue, 'attributes' | 'fifo'>, name: string): number =>
  Number(attributeOf(queue, name));

/** Every attribute that has a value. An empty text has taken an attribute away. */
export const allAttributes = (queue: Queue): Record<string, string> =>
  Object.fromEntries(
    Object.keys(RULES)
      .map((name) => [name, attributeOf(queue, name)] as const)
      .filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== ''),
  );

export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

export function redrivePolicyOf(queue: Pick<Queue, 'attributes'>): RedrivePolicy | undefined {
  const text = queue.attributes.RedrivePolicy;
  if (text === undefined || text === '') return undefined;
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(text) as RedrivePolicy;
  return { deadLetterTargetArn, maxReceiveCount: Number(maxReceiveCount) };
}
