import { createRequire } from 'node:module';
import { AwsError } from '../../core/aws-error.ts';
import type { Expression, LegacyConditions, Path } from './conditions.ts';
import { limitProblem } from './request-limits.ts';
import { reworded } from './request-words.ts';
import { type KeyElement, nameOnly, type Projection, type Throughput } from './table.ts';
import type { UpdateSection } from './updates.ts';
import type { Item } from './values.ts';

/** The type of one member in the tables of checks: `String`, or with constraints and children. */
export type MemberType = string | { readonly type: string; readonly [constraint: string]: unknown };

interface Checked {
  readonly types: Readonly<Record<string, MemberType>>;
  readonly custom?: (data: object, store: object) => string | undefined;
}
interface Checks {
  checkTypes(data: object, types: object): object;
  checkValidations(data: object, types: object, custom: Checked['custom'], store: object): void;
}

interface Common {
  readonly TableName: string;
  readonly ReturnConsumedCapacity?: 'INDEXES' | 'TOTAL' | 'NONE';
}
interface Conditional extends Common {
  readonly Expected?: LegacyConditions;
  readonly ConditionalOperator?: string;
  readonly ReturnValues?: string;
  readonly ReturnItemCollectionMetrics?: string;
  readonly _condition?: Parsed;
}
interface Parsed {
  readonly expression: Expression;
  /** Attributes that the expression looks into. */
  readonly nestedPaths: Readonly<Record<string, boolean>>;
  readonly pathHeads: Readonly<Record<string, boolean>>;
}
interface Projecting {
  readonly AttributesToGet?: readonly string[];
  readonly _projection?: { readonly paths: readonly Path[]; readonly nestedPaths: Readonly<Record<string, boolean>> };
}

export interface PutRequest extends Conditional {
  readonly Item: Item;
}
export interface DeleteRequest extends Conditional {
  readonly Key: Item;
}
export interface UpdateRequest extends Conditional {
  readonly Key: Item;
  readonly AttributeUpdates?: Readonly<Record<string, { readonly Action?: string; readonly Value?: Item[string] }>>;
  readonly _updates?: {
    readonly sections: readonly UpdateSection[];
    readonly paths: readonly Path[];
    readonly nestedPaths: Readonly<Record<string, boolean>>;
  };
}
export interface GetRequest extends Common, Projecting {
  readonly Key: Item;
  readonly ConsistentRead?: boolean;
}
export interface ReadRequest extends Common, Projecting {
  readonly IndexName?: string;
  readonly Limit?: number;
  readonly Select?: string;
  readonly ConsistentRead?: boolean;
  readonly ExclusiveStartKey?: Item;
  readonly ConditionalOperator?: string;
  readonly QueryFilter?: LegacyConditions;
  readonly ScanFilter?: LegacyConditions;
  readonly _filter?: Parsed;
}
export interface QueryRequest extends ReadRequest {
  readonly KeyConditions: LegacyConditions;
  readonly ScanIndexForward?: boolean;
}
export interface ScanRequest extends ReadRequest {
  readonly Segment?: number;
  readonly TotalSegments?: number;
}
export interface BatchGetRequest {
  readonly RequestItems: Readonly<
    Record<string, Projecting & { readonly Keys: readonly Item[]; readonly ConsistentRead?: boolean }>
  >;
  readonly ReturnConsumedCapacity?: string;
}
export interface BatchWriteRequest {
  readonly RequestItems: Readonly<
    Record<
      string,
      readonly { readonly PutRequest?: { readonly Item: Item }; readonly DeleteRequest?: { readonly Key: Item } }[]
    >
  >;
  readonly ReturnConsumedCapacity?: string;
  readonly ReturnItemCollectionMetrics?: string;
}
export interface IndexRequest {
  readonly IndexName: string;
  readonly KeySchema: readonly KeyElement[];
  readonly Projection: Projection;
  readonly ProvisionedThroughput?: Throughput;
}
export interface CreateTableRequest {
  readonly TableName: string;
  readonly AttributeDefinitions: readonly { readonly AttributeName: string; readonly AttributeType: 'S' | 'N' | 'B' }[];
  readonly KeySchema: readonly KeyElement[];
  readonly BillingMode?: 'PROVISIONED' | 'PAY_PER_REQUEST';
  readonly ProvisionedThroughput?: Throughput;
  readonly LocalSecondaryIndexes?: readonly IndexRequest[];
  readonly GlobalSecondaryIndexes?: readonly IndexRequest[];
}
export interface UpdateTableRequest {
  readonly TableName: string;
  readonly BillingMode?: 'PROVISIONED' | 'PAY_PER_REQUEST';
  readonly ProvisionedThroughput?: Throughput;
  readonly GlobalSecondaryIndexUpdates?: readonly {
    readonly Create?: IndexRequest;
    readonly Update?: { readonly IndexName: string; readonly ProvisionedThroughput: Throughput };
    readonly Delete?: { readonly IndexName: string };
  }[];
}

/** The request of each operation that is checked here, by the name its checks go by. */
export interface Requests {
  readonly putItem: PutRequest;
  readonly deleteItem: DeleteRequest;
  readonly updateItem: UpdateRequest;
  readonly getItem: GetRequest;
  readonly query: QueryRequest;
  readonly scan: ScanRequest;
  readonly batchGetItem: BatchGetRequest;
  readonly batchWriteItem: BatchWriteRequest;
  readonly createTable: CreateTableRequest;
  readonly updateTable: UpdateTableRequest;
  readonly listTables: { readonly ExclusiveStartTableName?: string; readonly Limit?: number };
}

const load = createRequire(import.meta.url);
const loaded = new Map<string, unknown>();
/** dynalite takes 70 ms to load, which an emulator that nobody asks for a table does not spend. */
function part<T>(name: string): T {
  const known = loaded.get(name) ?? (load(`dynalite/validations/${name}`) as unknown);
  loaded.set(name, known);
  return known as T;
}

interface DynaliteError {
  readonly statusCode?: number;
  readonly body?: { readonly __type: string; readonly message?: string; readonly Message?: string };
}

/** dynalite measures strings in UTF-16; sizes are checked here instead. */
const STORE = { options: { maxItemSize: Number.POSITIVE_INFINITY } };

/** Key conditions are counted against the table's schema, which a request alone does not know. */
const NOT_HERE = 'Conditions can be of length 1 or 2 only';

function run(data: object, { types, custom }: Checked): object {
  const all: Checked['custom'] = (request, store) => {
    const problem = limitProblem(request as Parameters<typeof limitProblem>[0]) ?? custom?.(request, store);
    return problem === NOT_HERE && 'KeyConditionExpression' in request ? undefined : problem;
  };
  const checks = part<Checks>('index');
  try {
    const checked = checks.checkTypes(structuredClone(data), types);
    checks.checkValidations(checked, types, all, STORE);
    return checked;
  } catch (error) {
    const { body } = error as DynaliteError;
    if (!body) throw error;
    const code = body.__type.slice(body.__type.indexOf('#') + 1);
    throw new AwsError(code, reworded(body.message ?? body.Message ?? '', data), { cause: error });
  }
}

/**
 * Checks a request as DynamoDB does, in its words, and parses its expressions. The checks are
 * dynalite's, which were recorded from AWS. Members they do not know are left out.
 * @param data the JSON body
 * @throws AwsError `ValidationException`, `SerializationException`
 */
export function checkRequest<K extends keyof Requests>(operation: K, data: object): Requests[K] {
  const checked = part<Checked>(operation);
  const named = withName(data);
  if (operation === 'createTable') return run(named, checked) as Requests[K];
  return run(named, { ...checked, types: withShortName(checked.types, named) }) as Requests[K];
}

/** Where a table is only looked for, any name will do by now; an empty one is told nothing but that. */
function withShortName(types: Types, { TableName }: { readonly TableName?: unknown }): Types {
  const type = types.TableName;
  if (typeof type !== 'object') return types;
  const { regex, ...others } = type;
  return { ...types, TableName: { ...others, ...(TableName === '' ? {} : { regex }), lengthGreaterThanOrEqual: 1 } };
}

/** dynalite knows tables by name only; AWS takes ARNs as well. */
function withName(data: object): object {
  const { TableName: name, RequestItems: items } = data as { TableName?: unknown; RequestItems?: unknown };
  if (typeof name === 'string' && name.startsWith('arn:')) return { ...data, TableName: nameOnly(name) };
  if (typeof items !== 'object' || items === null || Array.isArray(items)) return data;
  return {
    ...data,
    RequestItems: Object.fromEntries(Object.entries(items).map(([table, item]) => [nameOnly(table), item])),
  };
}

type Types = Checked['types'];

/** The same types, with the one at a path no longer required. A list's elements are no step of the path. */
function withOptional(types: Types, [head = '', ...rest]: readonly string[]): Types {
  const type = types[head];
  if (typeof type !== 'object') return types;
  if (rest.length === 0) {
    const { notNull: _, ...optional } = type;
    return { ...types, [head]: optional };
  }
  const inner = type.children as { readonly type?: string; readonly children: Types };
  const children = inner.type?.startsWith('ValueStruct')
    ? { ...inner, children: withOptional(inner.children, rest) }
    : withOptional(type.children as Types, rest);
  return { ...types, [head]: { ...type, children } };
}

/** An index of a table that is paid by request has no throughput of its own; dynalite is older than that. */
const NEW_INDEX = ['GlobalSecondaryIndexUpdates', 'Create', 'ProvisionedThroughput'];

/** Only the members one by one, for an operation that has learnt more than dynalite knows of how they go together. */
export const checkMembersOf = <K extends keyof Requests>(operation: K, data: object): Requests[K] =>
  run(withName(data), { types: withOptional(part<Checked>(operation).types, NEW_INDEX) }) as Requests[K];

/** The same for an operation dynalite does not know, by a table of types in its form. */
export const checkMembers = <T>(data: object, types: Checked['types']): T => run(data, { types }) as T;
