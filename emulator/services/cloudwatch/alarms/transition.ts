import type { StateValue } from '@aws-sdk/client-cloudwatch';
import { placeKey } from '../../../core/arn.ts';
import { alarmArn, alarmKey } from '../arns.ts';
import type { CloudWatchState } from '../state.ts';
import type { Alarm, AlarmState } from './alarm.ts';
import { shownState, stateChangeDetail } from './state-change.ts';

type NewState = Pick<AlarmState, 'value' | 'reason' | 'data'>;

const actionsOf = ({ config }: Alarm, value: StateValue): readonly string[] => {
  const byState: Record<StateValue, readonly string[] | undefined> = {
    ALARM: config.AlarmActions,
    OK: config.OKActions,
    INSUFFICIENT_DATA: config.InsufficientDataActions,
  };
  return byState[value] ?? [];
};

/** Gives an alarm its new state, and with it its history, its event and its actions. Nothing happens where the state stays. */
export function transition(state: CloudWatchState, alarm: Alarm, { value, reason, data }: NewState): void {
  const now = state.deps.clock.now();
  const before = alarm.state;
  if (before.value === value) return;
  const after: Alarm = { ...alarm, state: { value, reason, data, updated: now, transitioned: now } };
  const place = placeKey(alarm);
  state.deps.store.atomic(() => {
    state.alarms.put(alarmKey(alarm, alarm.name), after);
    state.history.add(place, {
      name: alarm.name,
      kind: alarm.kind,
      at: now,
      type: 'StateUpdate',
      summary: `Alarm updated from ${before.value} to ${value}`,
      data: JSON.stringify({ version: '1.0', oldState: shownState(before), newState: shownState(after.state) }),
    });
    state.ports.events.put({
      accountId: alarm.accountId,
      region: alarm.region,
      source: 'aws.cloudwatch',
      detailType: 'CloudWatch Alarm State Change',
      detail: stateChangeDetail(after, before),
      resources: [alarmArn(alarm, alarm.name)],
      time: now,
    });
    if (alarm.actionsEnabled) for (const target of actionsOf(alarm, value)) state.actions.add(after, before, target);
  });
  state.watch.changed();
}
