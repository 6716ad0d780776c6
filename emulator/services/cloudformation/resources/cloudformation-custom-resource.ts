import { isList, isObject, isScalar, type Json, type JsonObject } from '../template/json.ts';
import { type Made, PlainFailure, type Provider, type ProviderContext } from './provider.ts';

interface Properties extends JsonObject {
  readonly ServiceToken: string;
  readonly ServiceTimeout?: number;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref.html */
interface Answer {
  readonly status: string;
  readonly reason: string;
  readonly physicalId: string;
  readonly data: JsonObject;
}

/** A custom resource is sent every scalar as a text. */
function texts(value: Json): Json {
  if (isScalar(value)) return String(value);
  if (isList(value)) return value.map(texts);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, texts(each)]));
}

const LONGEST = 3600;

/** Sends a request to whoever makes the resource: a function, or the subscribers of a topic. */
async function send(token: string, request: object, { call }: ProviderContext): Promise<void> {
  if (token.split(':')[2] === 'sns') {
    const Subject = 'AWS CloudFormation custom resource request';
    await call('sns', 'Publish', { TopicArn: token, Subject, Message: JSON.stringify(request) });
  } else {
    const Payload = new TextEncoder().encode(JSON.stringify(request));
    await call('lambda', 'Invoke', { FunctionName: token, InvocationType: 'Event', Payload });
  }
}

function answerOf(body: JsonObject | undefined, requestId: string): Answer {
  if (!body) {
    throw new PlainFailure(
      `CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [${requestId}]. If you are using the Python cfn-response module, you may need to update your Lambda function code so that CloudFormation can attach the updated version.`,
    );
  }
  const { Status = '', Reason = '', PhysicalResourceId = '', Data } = body;
  if (String(Status) !== 'SUCCESS' && String(Status) !== 'FAILED')
    throw new PlainFailure(
      `Invalid Status [${String(Status)}] in the response of the custom resource (RequestId: ${requestId})`,
    );
  return {
    status: String(Status),
    reason: String(Reason),
    physicalId: String(PhysicalResourceId),
    data: isObject(Data) ? Data : {},
  };
}

async function ask(type: string, properties: Properties, more: JsonObject, context: ProviderContext): Promise<Made> {
  const { ServiceTimeout: seconds = LONGEST, ServiceToken } = properties;
  const callback = context.callback(type.toLowerCase());
  const deadline = context.now() + Number(seconds) * 1000;
  const RequestId = callback.url.split('/').at(-1) ?? '';
  await send(
    ServiceToken,
    {
      RequestType: type,
      ServiceToken,
      ResponseURL: callback.url,
      StackId: context.stack.id,
      RequestId,
      LogicalResourceId: context.logicalId,
      ResourceType: context.type,
      ...more,
      ResourceProperties: texts(properties),
    },
    context,
  );
  while (callback.received().length === 0 && context.now() < deadline) await callback.more(deadline);
  const body = callback.received()[0];
  callback.close();
  const { status, reason, physicalId, data } = answerOf(body, RequestId);
  if (status === 'FAILED')
    throw new PlainFailure(
      `Received response status [FAILED] from custom resource. Message returned: ${reason} (RequestId: ${RequestId})`,
    );
  if (physicalId === '' && type !== 'Delete') throw new PlainFailure('Invalid PhysicalResourceId');
  return { physicalId, attributes: data };
}

/** What a deployer's own function or service makes. */
export const cloudFormationCustomResource: Provider<Properties> = {
  create: (properties, context) => ask('Create', properties, {}, context),
  update: (properties, { physicalId, properties: before }, context) =>
    ask('Update', properties, { PhysicalResourceId: physicalId, OldResourceProperties: texts(before) }, context),
  async delete({ physicalId, properties }, context) {
    await ask('Delete', properties, { PhysicalResourceId: physicalId }, context);
  },
};
