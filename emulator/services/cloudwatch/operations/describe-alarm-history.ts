import type { DescribeAlarmHistoryCommandInput } from '@aws-sdk/client-cloudwatch';
import { placeKey } from '../../../core/arn.ts';
import type { Operation } from '../../../core/service.ts';
import { alarmArn } from '../arns.ts';
import { pageOf } from '../page.ts';
import type { CloudWatchState } from '../state.ts';

const PAGE = 100;

/** Thirty days of it, newest first unless asked otherwise. */
export const describeAlarmHistory: Operation<CloudWatchState, DescribeAlarmHistoryCommandInput, object> = {
  resource: ({ AlarmName = '*' }, context) => alarmArn(context, AlarmName),
  handle({ history }, input, context) {
    const { AlarmName, AlarmTypes: types = ['MetricAlarm'], HistoryItemType: type, ScanBy } = input;
    const items = history
      .list(placeKey(context), input.StartDate?.getTime() ?? 0, input.EndDate?.getTime() ?? context.now)
      .filter(({ name }) => AlarmName === undefined || name === AlarmName)
      .filter(({ kind }) => types.includes(kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm'))
      .filter((item) => type === undefined || item.type === type);
    const sorted = ScanBy === 'TimestampAscending' ? items.toReversed() : items;
    const { page, next } = pageOf(sorted, input.NextToken, input.MaxRecords ?? PAGE);
    return {
      AlarmHistoryItems: page.map(({ name, kind, at, type: itemType, summary, data }) => ({
        AlarmName: name,
        AlarmType: kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm',
        Timestamp: new Date(at),
        HistoryItemType: itemType,
        HistorySummary: summary,
        HistoryData: data,
      })),
      ...next,
    };
  },
};
