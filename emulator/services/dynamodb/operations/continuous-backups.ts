import { AwsError } from '../../../core/aws-error.ts';
import type { Operation, RequestContext } from '../../../core/service.ts';
import { checkMembers } from '../requests.ts';
import { type DynamoDbState, placeOfName, saveTable } from '../state.ts';
import { type Table, tableKey } from '../table.ts';
import { TABLE_NAME } from '../types.ts';
import { forTable } from './tables.ts';

interface Named {
  readonly TableName: string;
}
interface Raw extends Named {
  readonly PointInTimeRecoverySpecification: {
    readonly PointInTimeRecoveryEnabled: boolean;
    readonly RecoveryPeriodInDays?: number;
  };
}

const TYPES = {
  TableName: TABLE_NAME,
  PointInTimeRecoverySpecification: {
    type: 'FieldStruct<PointInTimeRecoverySpecification>',
    notNull: true,
    children: {
      PointInTimeRecoveryEnabled: { type: 'Boolean', notNull: true },
      RecoveryPeriodInDays: { type: 'Integer', greaterThanOrEqual: 1, lessThanOrEqual: 35 },
    },
  },
};
const LONGEST_DAYS = 35;
const DAY = 24 * 3600 * 1000;
/** DynamoDB can restore up to five minutes ago. */
const LAG = 5 * 60 * 1000;

function tableOf({ tables }: DynamoDbState, name: string, context: RequestContext): Table {
  const place = placeOfName(name, context);
  const table = tables.get(tableKey(place, place.name));
  if (!table) throw new AwsError('TableNotFoundException', `Table not found: ${place.name}`);
  return table;
}

/** Times in seconds. The setting is kept and shown; restoring (RestoreTableToPointInTime) is refused as unknown. */
const shown = ({ pointInTime }: Table, now: number): object => ({
  ContinuousBackupsDescription: {
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription: pointInTime
      ? {
          PointInTimeRecoveryStatus: 'ENABLED',
          RecoveryPeriodInDays: pointInTime.days,
          EarliestRestorableDateTime: Math.max(pointInTime.since, now - pointInTime.days * DAY) / 1000,
          LatestRestorableDateTime: Math.max(pointInTime.since, now - LAG) / 1000,
        }
      : { PointInTimeRecoveryStatus: 'DISABLED' },
  },
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html */
export const describeContinuousBackups: Operation<DynamoDbState, Named, object> = {
  resource: forTable,
  handle(state, input, context) {
    const { TableName } = checkMembers<Named>(input, { TableName: TABLE_NAME });
    return shown(tableOf(state, TableName, context), context.now);
  },
};

export const updateContinuousBackups: Operation<DynamoDbState, Raw, object> = {
  resource: forTable,
  handle(state, input, context) {
    const { TableName, PointInTimeRecoverySpecification: wanted } = checkMembers<Raw>(input, TYPES);
    const before = tableOf(state, TableName, context);
    const days = wanted.RecoveryPeriodInDays ?? before.pointInTime?.days ?? LONGEST_DAYS;
    const table: Table = {
      ...before,
      pointInTime: wanted.PointInTimeRecoveryEnabled
        ? { since: before.pointInTime?.since ?? context.now, days }
        : undefined,
    };
    saveTable(state, table);
    return shown(table, context.now);
  },
};
