import type { PutCompositeAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import type { Operation, RequestContext } from '../../../core/service.ts';
import { checkActions } from '../alarms/check-alarm.ts';
import { putAlarm } from '../alarms/put-alarm.ts';
import { parseRule } from '../alarms/rule.ts';
import { alarmArn, alarmKey } from '../arns.ts';
import { validation } from '../errors.ts';
import type { CloudWatchState } from '../state.ts';

/** @throws AwsError `ValidationException` where a child is not there, or the alarm would stand on itself */
function checkChildren(state: CloudWatchState, name: string, rule: string, context: RequestContext): void {
  const nameOf = (alarm: string): string => alarm.replace(/^arn:.*:alarm:/, '');
  const visit = (children: readonly string[]): void => {
    for (const child of children.map(nameOf)) {
      const alarm = state.alarms.get(alarmKey(context, child));
      if (!alarm)
        throw validation(`Could not create or update the composite alarm ${name}: alarm ${child} does not exist.`);
      if (child === name)
        throw validation(`Could not create or update the composite alarm ${name}: it must not refer to itself.`);
      if (alarm.kind === 'composite') visit(parseRule(alarm.config.AlarmRule ?? '').alarms);
    }
  };
  visit(parseRule(rule).alarms);
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
export const putCompositeAlarm: Operation<CloudWatchState, PutCompositeAlarmCommandInput, object> = {
  resource: ({ AlarmName = '' }, context) => alarmArn(context, AlarmName),
  handle(state, input, context) {
    if (input.ActionsSuppressor !== undefined || input.ActionConfiguration !== undefined)
      throw validation('The parameters ActionsSuppressor and ActionConfiguration are not available on this endpoint.');
    checkActions(input.AlarmActions, input.OKActions, input.InsufficientDataActions);
    checkChildren(state, input.AlarmName ?? '', input.AlarmRule ?? '', context);
    const { Tags: _tags, ActionsEnabled: _enabled, ...config } = input;
    putAlarm(state, input, { kind: 'composite', config }, context);
    return {};
  },
};
