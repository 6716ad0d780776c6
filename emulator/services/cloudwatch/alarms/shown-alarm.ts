import { alarmArn } from '../arns.ts';
import type { Alarm } from './alarm.ts';

/** An alarm as DescribeAlarms gives it. */
export const shownAlarm = (alarm: Alarm) => ({
  ...alarm.config,
  AlarmArn: alarmArn(alarm, alarm.name),
  AlarmConfigurationUpdatedTimestamp: new Date(alarm.configured),
  ActionsEnabled: alarm.actionsEnabled,
  OKActions: alarm.config.OKActions ?? [],
  AlarmActions: alarm.config.AlarmActions ?? [],
  InsufficientDataActions: alarm.config.InsufficientDataActions ?? [],
  ...(alarm.kind === 'metric' && !alarm.config.Metrics ? { Dimensions: alarm.config.Dimensions ?? [] } : {}),
  StateValue: alarm.state.value,
  StateReason: alarm.state.reason,
  ...(alarm.state.data === undefined ? {} : { StateReasonData: alarm.state.data }),
  StateUpdatedTimestamp: new Date(alarm.state.updated),
  StateTransitionedTimestamp: new Date(alarm.state.transitioned),
});
