import { isObject, type JsonObject } from '../template/json.ts';
import { changeTags } from './change-tags.ts';
import { indexChanges } from './dynamodb-index-changes.ts';
import {
  type Document,
  defined,
  documentText,
  type Made,
  type Provider,
  type ProviderContext,
  type Tags,
  unless,
} from './provider.ts';

interface Properties extends JsonObject {
  readonly TableName?: string;
  readonly GlobalSecondaryIndexes?: readonly JsonObject[];
  readonly StreamSpecification?: JsonObject & { readonly StreamViewType: string };
  readonly SSESpecification?: JsonObject;
  readonly TimeToLiveSpecification?: JsonObject & { readonly AttributeName?: string; readonly Enabled: boolean };
  readonly PointInTimeRecoverySpecification?: JsonObject;
  readonly ResourcePolicy?: JsonObject & { readonly PolicyDocument: Document };
  readonly Tags?: Tags;
}

interface Table {
  readonly TableArn: string;
  readonly TableStatus: string;
  readonly LatestStreamArn?: string;
  readonly GlobalSecondaryIndexes?: readonly { readonly IndexStatus?: string }[];
}

/** Handed to CreateTable and UpdateTable as they are. */
const PLAIN = [
  'AttributeDefinitions',
  'BillingMode',
  'DeletionProtectionEnabled',
  'OnDemandThroughput',
  'ProvisionedThroughput',
  'TableClass',
  'WarmThroughput',
];
const AT_CREATION = ['GlobalSecondaryIndexes', 'KeySchema', 'LocalSecondaryIndexes'];

const pick = (properties: Properties, names: readonly string[]): JsonObject =>
  Object.fromEntries(names.flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name]]])));

const stream = ({ StreamSpecification: wanted }: Properties) =>
  wanted ? { StreamEnabled: true, StreamViewType: wanted.StreamViewType } : undefined;

/** A template names the members of encryption differently from the API. */
const encryption = ({ SSESpecification: wanted }: Properties) => {
  if (!wanted) return undefined;
  const { SSEEnabled: Enabled, ...rest } = wanted;
  return { ...rest, Enabled };
};

async function active(TableName: string, { call, until }: ProviderContext): Promise<Table> {
  let found: Table | undefined;
  await until(async () => {
    const { Table } = await call<{ Table: Table }>('dynamodb', 'DescribeTable', { TableName });
    found = Table;
    const indexes = Table.GlobalSecondaryIndexes ?? [];
    return Table.TableStatus === 'ACTIVE' && indexes.every(({ IndexStatus = 'ACTIVE' }) => IndexStatus === 'ACTIVE');
  });
  return found ?? { TableArn: '', TableStatus: '' };
}

const made = (name: string, { TableArn, LatestStreamArn }: Table): Made => ({
  physicalId: name,
  attributes: { Arn: TableArn, ...(LatestStreamArn === undefined ? {} : { StreamArn: LatestStreamArn }) },
});

/** What CreateTable does not take. */
async function settings(
  TableName: string,
  arn: string,
  before: Properties,
  after: Properties,
  { call }: ProviderContext,
) {
  const changed = (name: string): boolean => JSON.stringify(before[name]) !== JSON.stringify(after[name]);
  const { TimeToLiveSpecification: ttl, PointInTimeRecoverySpecification: recovery, ResourcePolicy: policy } = after;
  if (changed('TimeToLiveSpecification')) {
    const old = before.TimeToLiveSpecification;
    const wanted = ttl ?? { AttributeName: old?.AttributeName, Enabled: false };
    if (wanted.Enabled || old?.Enabled)
      await call('dynamodb', 'UpdateTimeToLive', { TableName, TimeToLiveSpecification: wanted });
  }
  if (changed('PointInTimeRecoverySpecification')) {
    const PointInTimeRecoverySpecification = recovery ?? { PointInTimeRecoveryEnabled: false };
    await call('dynamodb', 'UpdateContinuousBackups', { TableName, PointInTimeRecoverySpecification });
  }
  if (changed('ResourcePolicy')) {
    if (policy)
      await call('dynamodb', 'PutResourcePolicy', { ResourceArn: arn, Policy: documentText(policy.PolicyDocument) });
    else await call('dynamodb', 'DeleteResourcePolicy', { ResourceArn: arn });
  }
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
export const dynamoDbTable: Provider<Properties> = {
  nameProperty: 'TableName',
  handles: [
    ...PLAIN,
    ...AT_CREATION,
    'PointInTimeRecoverySpecification',
    'ResourcePolicy',
    'SSESpecification',
    'StreamSpecification',
    'TableName',
    'Tags',
    'TimeToLiveSpecification',
  ],
  async create(properties, context) {
    const TableName = properties.TableName ?? context.generatedName({ longest: 255 });
    const input = defined({
      ...pick(properties, [...PLAIN, ...AT_CREATION]),
      TableName,
      StreamSpecification: stream(properties),
      SSESpecification: encryption(properties),
      Tags: properties.Tags,
    });
    const { TableDescription } = await context.call<{ TableDescription: Table }>('dynamodb', 'CreateTable', input);
    context.begun(TableName, made(TableName, TableDescription).attributes);
    const table = await active(TableName, context);
    await settings(TableName, table.TableArn, {}, properties, context);
    return made(TableName, table);
  },
  async update(properties, { physicalId: TableName, properties: before, attributes }, context) {
    const { call } = context;
    const changed = PLAIN.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(properties[name]));
    const plain = changed.filter((name) => name !== 'AttributeDefinitions');
    const update = async (input: object): Promise<void> => {
      await call('dynamodb', 'UpdateTable', { TableName, ...input });
      await active(TableName, context);
    };
    if (plain.length > 0) await update(pick(properties, plain));
    if (JSON.stringify(encryption(before)) !== JSON.stringify(encryption(properties)))
      await update({ SSESpecification: encryption(properties) ?? { Enabled: false } });
    // A stream's view cannot be changed: the old one ends first.
    if (JSON.stringify(stream(before)) !== JSON.stringify(stream(properties))) {
      if (stream(before)) await update({ StreamSpecification: { StreamEnabled: false } });
      if (stream(properties)) await update({ StreamSpecification: stream(properties) });
    }
    // The API changes one index at a time.
    const indexes = (list: Properties['GlobalSecondaryIndexes'] = []) => list.filter(isObject);
    for (const change of indexChanges(
      indexes(before.GlobalSecondaryIndexes),
      indexes(properties.GlobalSecondaryIndexes),
    ))
      await update({ AttributeDefinitions: properties.AttributeDefinitions, GlobalSecondaryIndexUpdates: [change] });
    const ResourceArn = String(attributes.Arn);
    await settings(TableName, ResourceArn, before, properties, context);
    await changeTags('dynamodb', ResourceArn, before.Tags, properties.Tags, context);
    return made(TableName, await active(TableName, context));
  },
  async delete({ physicalId: TableName }, { call, until }) {
    await call('dynamodb', 'DeleteTable', { TableName });
    await until(
      async () =>
        (await unless(['ResourceNotFoundException'], () => call('dynamodb', 'DescribeTable', { TableName }))) ===
        undefined,
    );
  },
};
