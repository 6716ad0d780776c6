import type { PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import type { Operation } from '../../../core/service.ts';
import { checkMetricAlarm } from '../alarms/check-alarm.ts';
import { putAlarm } from '../alarms/put-alarm.ts';
import { alarmArn } from '../arns.ts';
import type { CloudWatchState } from '../state.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export const putMetricAlarm: Operation<CloudWatchState, PutMetricAlarmCommandInput, object> = {
  resource: ({ AlarmName = '' }, context) => alarmArn(context, AlarmName),
  handle(state, input, context) {
    checkMetricAlarm(input);
    const { Tags: _tags, ActionsEnabled: _enabled, ...config } = input;
    putAlarm(state, input, { kind: 'metric', config }, context);
    return {};
  },
};
