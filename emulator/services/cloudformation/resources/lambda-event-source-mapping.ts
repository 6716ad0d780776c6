import type { JsonObject } from '../template/json.ts';
import { defined, type Provider, type ProviderContext, type Tags, tagMap } from './provider.ts';

interface Properties extends JsonObject {
  readonly FunctionName: string;
  readonly KmsKeyArn?: string;
  readonly StartingPositionTimestamp?: number;
  readonly Tags?: Tags;
}

interface Mapping {
  readonly UUID: string;
  readonly EventSourceMappingArn?: string;
  readonly State?: string;
}

const TRANSIENT = new Set(['Creating', 'Updating', 'Enabling', 'Disabling', 'Deleting']);

async function settled(UUID: string, { call, until }: ProviderContext): Promise<void> {
  await until(async () => {
    const { State = '' } = await call<Mapping>('lambda', 'GetEventSourceMapping', { UUID });
    return !TRANSIENT.has(State);
  });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html */
export const lambdaEventSourceMapping: Provider<Properties> = {
  async create({ Tags, KmsKeyArn, StartingPositionTimestamp: seconds, ...rest }, context) {
    const { UUID, EventSourceMappingArn = '' } = await context.call<Mapping>(
      'lambda',
      'CreateEventSourceMapping',
      defined({
        ...rest,
        KMSKeyArn: KmsKeyArn,
        StartingPositionTimestamp: seconds === undefined ? undefined : new Date(seconds * 1000),
        Tags: Tags ? tagMap(Tags) : undefined,
      }),
    );
    const attributes = { Id: UUID, EventSourceMappingArn };
    context.begun(UUID, attributes);
    await settled(UUID, context);
    return { physicalId: UUID, attributes };
  },
  async update({ Tags, KmsKeyArn, ...rest }, { physicalId: UUID, attributes }, context) {
    const {
      EventSourceArn: _source,
      StartingPosition: _position,
      Topics: _topics,
      Queues: _queues,
      ...changeable
    } = rest;
    await context.call('lambda', 'UpdateEventSourceMapping', defined({ UUID, ...changeable, KMSKeyArn: KmsKeyArn }));
    await settled(UUID, context);
    if (Tags?.length && attributes.EventSourceMappingArn)
      await context.call('lambda', 'TagResource', { Resource: attributes.EventSourceMappingArn, Tags: tagMap(Tags) });
    return { physicalId: UUID, attributes };
  },
  async delete({ physicalId: UUID }, { call, until }) {
    await call('lambda', 'DeleteEventSourceMapping', { UUID });
    await until(async () => {
      const { EventSourceMappings: left } = await call<{ EventSourceMappings: Mapping[] }>(
        'lambda',
        'ListEventSourceMappings',
        {},
      );
      return !left.some((each) => each.UUID === UUID);
    });
  },
};
