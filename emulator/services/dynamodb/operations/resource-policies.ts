import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { PolicyError, parsePolicy } from '../../../iam/policy.ts';
import { noArn, validation } from '../errors.ts';
import { checkMembers } from '../requests.ts';
import { type DynamoDbState, saveTable } from '../state.ts';
import { type ResourcePolicy, streamArn, type Table, tableArn } from '../table.ts';
import { forArn } from './table-tags.ts';

interface Raw {
  readonly ResourceArn: string;
  readonly Policy?: string;
  readonly ExpectedRevisionId?: string;
}
type Slot = 'policy' | 'streamPolicy';

const ARN = { type: 'String', notNull: true, lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 1283 };
const REVISION = { type: 'String', lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 255 };
const LARGEST = 20 * 1024;
/** An expected revision that means: there is none yet. */
const NO_POLICY = 'NO_POLICY';

/** The table an ARN means, and which of its two policies: its own or that of its stream. */
function find({ tables }: DynamoDbState, arn: string): { table: Table; slot: Slot } {
  for (const table of tables.values()) {
    if (tableArn(table) === arn) return { table, slot: 'policy' };
    if (table.stream && streamArn(table, table.stream.label) === arn) return { table, slot: 'streamPolicy' };
  }
  throw noArn(arn);
}

/** The policy that governs a table, an index of it, or its stream. */
export function policyOf({ tables }: DynamoDbState, arn: string): string | undefined {
  const owner = arn.replace(/\/index\/.*$/, '');
  for (const table of tables.values()) {
    if (tableArn(table) === owner) return table.policy?.document;
    if (table.stream && streamArn(table, table.stream.label) === arn) return table.streamPolicy?.document;
  }
  return undefined;
}

const noPolicy = (arn: string): AwsError =>
  new AwsError('PolicyNotFoundException', `Resource-based policy not found for the provided ResourceArn: ${arn}`);

function checkRevision(current: ResourcePolicy | undefined, { ExpectedRevisionId: expected, ResourceArn }: Raw): void {
  if (expected !== undefined && expected !== (current?.revision ?? NO_POLICY)) throw noPolicy(ResourceArn);
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutResourcePolicy.html */
export const putResourcePolicy: Operation<DynamoDbState, Raw, object> = {
  resource: forArn,
  handle(state, input) {
    const request = checkMembers<Raw & { Policy: string }>(input, {
      ResourceArn: ARN,
      Policy: { type: 'String', notNull: true },
      ExpectedRevisionId: REVISION,
    });
    const { table, slot } = find(state, request.ResourceArn);
    const document = request.Policy;
    if (Buffer.byteLength(document) > LARGEST)
      throw validation(`Resource-based policy exceeds the maximum size of ${LARGEST} bytes`);
    try {
      parsePolicy(document, 'resource');
    } catch (cause) {
      throw cause instanceof PolicyError ? validation(`Invalid policy document: ${cause.message}`) : cause;
    }
    checkRevision(table[slot], request);
    const unchanged = table[slot]?.document === document;
    const RevisionId = unchanged ? (table[slot]?.revision ?? '') : String(state.deps.clock.now());
    saveTable(state, { ...table, [slot]: { document, revision: RevisionId } });
    return { RevisionId };
  },
};

export const getResourcePolicy: Operation<DynamoDbState, Raw, object> = {
  resource: forArn,
  handle(state, input) {
    const { ResourceArn } = checkMembers<Raw>(input, { ResourceArn: ARN });
    const { table, slot } = find(state, ResourceArn);
    const policy = table[slot];
    if (!policy) throw noPolicy(ResourceArn);
    return { Policy: policy.document, RevisionId: policy.revision };
  },
};

export const deleteResourcePolicy: Operation<DynamoDbState, Raw, object> = {
  resource: forArn,
  handle(state, input) {
    const request = checkMembers<Raw>(input, { ResourceArn: ARN, ExpectedRevisionId: REVISION });
    const { table, slot } = find(state, request.ResourceArn);
    checkRevision(table[slot], request);
    const RevisionId = table[slot]?.revision;
    saveTable(state, { ...table, [slot]: undefined });
    return RevisionId === undefined ? {} : { RevisionId };
  },
};
