import type {
  DeleteAlarmsCommandInput,
  DisableAlarmActionsCommandInput,
  EnableAlarmActionsCommandInput,
  SetAlarmStateCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation, RequestContext } from '../../../core/service.ts';
import { parseRule } from '../alarms/rule.ts';
import { transition } from '../alarms/transition.ts';
import { alarmArn, alarmKey } from '../arns.ts';
import type { CloudWatchState } from '../state.ts';

const forAlarms = ({ AlarmNames = [] }: { AlarmNames?: string[] | undefined }, context: RequestContext): string[] =>
  AlarmNames.map((name) => alarmArn(context, name));

/** All of them or, where one is under a composite alarm that stays, none. Alarms that are not there are passed over. */
export const deleteAlarms: Operation<CloudWatchState, DeleteAlarmsCommandInput, object> = {
  resource: forAlarms,
  handle(state, { AlarmNames: names = [] }, context) {
    for (const alarm of state.alarms.values(alarmKey(context, ''))) {
      if (alarm.kind !== 'composite' || names.includes(alarm.name)) continue;
      const child = parseRule(alarm.config.AlarmRule ?? '').alarms.find((each) =>
        names.includes(each.replace(/^arn:.*:alarm:/, '')),
      );
      if (child !== undefined)
        throw new AwsError(
          'ResourceConflict',
          `Cannot delete ${child} as there are composite alarm(s) depending on it.`,
        );
    }
    state.deps.store.atomic(() => {
      for (const name of names) state.alarms.delete(alarmKey(context, name));
    });
    return {};
  },
};

const switched = (
  enabled: boolean,
): Operation<CloudWatchState, EnableAlarmActionsCommandInput & DisableAlarmActionsCommandInput, object> => ({
  resource: forAlarms,
  handle(state, { AlarmNames: names = [] }, context) {
    state.deps.store.atomic(() => {
      for (const name of names) {
        const alarm = state.alarms.get(alarmKey(context, name));
        if (alarm) state.alarms.put(alarmKey(context, name), { ...alarm, actionsEnabled: enabled });
      }
    });
    return {};
  },
});
export const enableAlarmActions = switched(true);
export const disableAlarmActions = switched(false);

/** For the moment: the next look at the metric sets it right again. */
export const setAlarmState: Operation<CloudWatchState, SetAlarmStateCommandInput, object> = {
  resource: ({ AlarmName = '' }, context) => alarmArn(context, AlarmName),
  handle(
    state,
    { AlarmName = '', StateValue: value = 'OK', StateReason: reason = '', StateReasonData: data },
    context,
  ) {
    const alarm = state.alarms.get(alarmKey(context, AlarmName));
    if (!alarm) throw new AwsError('ResourceNotFound', 'The named resource does not exist.');
    if (data !== undefined) checkJson(data);
    transition(state, alarm, { value, reason, data });
    return {};
  },
};

function checkJson(data: string): void {
  try {
    JSON.parse(data);
  } catch (cause) {
    throw new AwsError('InvalidFormatFault', 'StateReasonData was not syntactically valid JSON', { cause });
  }
}
