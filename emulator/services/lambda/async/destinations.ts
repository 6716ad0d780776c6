import type { FunctionVersion } from '../function.ts';
import { functionArn } from '../function.ts';
import { asRole } from '../role.ts';
import type { LambdaState } from '../state.ts';

/** What is sent to a destination. */
interface Delivery {
  readonly target: string;
  readonly body: string;
  /** Where the body is too large for a message, or S3 takes it, its own name tells what it is. */
  readonly version: FunctionVersion;
  readonly isSuccess: boolean;
}

type Send = (state: LambdaState, delivery: Delivery) => Promise<void>;

const call = async (
  { deps }: LambdaState,
  { version, target }: Delivery,
  service: Parameters<LambdaState['deps']['aws']['call']>[1],
  operation: string,
  input: object,
): Promise<Record<string, unknown>> => {
  const [, , , region = '', accountId = ''] = target.split(':');
  return deps.aws.call(asRole(version.role, version), service, operation, input, {
    region: region || version.region,
    accountId: accountId || version.accountId,
  });
};

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
const SENDERS: Readonly<Record<string, Send>> = {
  async sqs(state, delivery) {
    const [, , , , accountId, name] = delivery.target.split(':');
    const QueueUrl = `${state.deps.endpoint()}/${accountId}/${name}`;
    await call(state, delivery, 'sqs', 'SendMessage', { QueueUrl, MessageBody: delivery.body });
  },
  async sns(state, delivery) {
    await call(state, delivery, 'sns', 'Publish', { TopicArn: delivery.target, Message: delivery.body });
  },
  async lambda(state, delivery) {
    await call(state, delivery, 'lambda', 'Invoke', {
      FunctionName: delivery.target,
      InvocationType: 'Event',
      Payload: Buffer.from(delivery.body),
    });
  },
  async events(state, delivery) {
    const { version, target, isSuccess } = delivery;
    const entry = {
      Source: 'lambda',
      DetailType: `Lambda Function Invocation Result - ${isSuccess ? 'Success' : 'Failure'}`,
      Resources: [target, functionArn(version, version.name, version.version)],
      Detail: delivery.body,
      EventBusName: target,
    };
    const { FailedEntryCount } = await call(state, delivery, 'events', 'PutEvents', { Entries: [entry] });
    if (FailedEntryCount !== 0) throw new Error('the event bus did not take the record');
  },
  async s3(state, delivery) {
    const { version } = delivery;
    const instant = new Date(state.deps.clock.now()).toISOString();
    const [day, time] = [instant.slice(0, 10), instant.slice(11, 19).replaceAll(':', '.')];
    await call(state, delivery, 's3', 'PutObject', {
      Bucket: delivery.target.split(':::')[1],
      Key: `aws/lambda/async/${version.name}/${day.replaceAll('-', '/')}/${day}T${time}-${state.deps.ids.uuid()}`,
      Body: Buffer.from(delivery.body),
    });
  },
};

/**
 * Sends the record of an invocation to its destination, under the function's role. A delivery that
 * fails is lost, as on AWS, where only the metric `DestinationDeliveryFailures` tells of it.
 */
export async function deliver(
  state: LambdaState,
  version: FunctionVersion,
  target: string,
  record: object,
  isSuccess: boolean,
): Promise<void> {
  try {
    const send = SENDERS[target.split(':')[2] ?? ''];
    await send?.(state, { target, body: JSON.stringify(record), version, isSuccess });
  } catch (error) {
    state.deps.log.error('a record did not reach its destination', {
      function: version.name,
      target,
      error: String(error),
    });
  }
}
