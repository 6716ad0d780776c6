import type { Operation } from '../../../core/service.ts';
import { validation } from '../errors.ts';
import { checkMembers } from '../requests.ts';
import { type DynamoDbState, namedTable, saveTable } from '../state.ts';
import { restamp } from '../time-to-live.ts';
import { TABLE_NAME } from '../types.ts';
import { forTable } from './tables.ts';

interface Raw {
  readonly TableName: string;
  readonly TimeToLiveSpecification: { readonly Enabled: boolean; readonly AttributeName: string };
}

const TYPES = {
  TableName: TABLE_NAME,
  TimeToLiveSpecification: {
    type: 'FieldStruct<TimeToLiveSpecification>',
    notNull: true,
    children: {
      Enabled: { type: 'Boolean', notNull: true },
      AttributeName: {
        type: 'String',
        notNull: true,
        lengthGreaterThanOrEqual: 1,
        lengthLessThanOrEqual: 255,
      },
    },
  },
};
const HOUR = 3600 * 1000;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html */
export const updateTimeToLive: Operation<DynamoDbState, Raw, object> = {
  resource: forTable,
  handle(state, input, context) {
    const { TableName, TimeToLiveSpecification: wanted } = checkMembers<Raw>(input, TYPES);
    const table = namedTable(state, TableName, context);
    const { timeToLive: current, timeToLiveChanged: changed } = table;
    if (wanted.Enabled && current && current.attribute !== wanted.AttributeName)
      throw validation(
        `TimeToLive is active on a different AttributeName: current AttributeName is ${current.attribute}`,
      );
    if (wanted.Enabled && current) throw validation('TimeToLive is already enabled');
    if (!wanted.Enabled && !current) throw validation('TimeToLive is already disabled');
    if (!wanted.Enabled && current?.attribute !== wanted.AttributeName)
      throw validation(
        `TimeToLive is active on a different AttributeName: current AttributeName is ${current?.attribute}`,
      );
    if (changed !== undefined && context.now - changed < HOUR)
      throw validation('Time to live has been modified multiple times within a fixed interval');
    state.deps.store.atomic(() => {
      const timeToLive = wanted.Enabled ? { attribute: wanted.AttributeName, since: context.now } : undefined;
      const next = { ...table, timeToLive, timeToLiveChanged: context.now };
      saveTable(state, next);
      restamp(state, next);
    });
    return { TimeToLiveSpecification: { Enabled: wanted.Enabled, AttributeName: wanted.AttributeName } };
  },
};

export const describeTimeToLive: Operation<DynamoDbState, { readonly TableName: string }, object> = {
  resource: forTable,
  handle(state, input, context) {
    const { TableName } = checkMembers<{ readonly TableName: string }>(input, { TableName: TABLE_NAME });
    const { timeToLive } = namedTable(state, TableName, context);
    return {
      TimeToLiveDescription: timeToLive
        ? { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLive.attribute }
        : { TimeToLiveStatus: 'DISABLED' },
    };
  },
};
