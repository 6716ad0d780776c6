import { placeKey } from '../../../core/arn.ts';
import type { RequestContext } from '../../../core/service.ts';
import { alarmKey } from '../arns.ts';
import type { CloudWatchState } from '../state.ts';
import { tagMap } from '../tag-map.ts';
import { type Alarm, type CompositeAlarmConfig, type MetricAlarmConfig, unchecked } from './alarm.ts';

type Config =
  | { readonly kind: 'metric'; readonly config: MetricAlarmConfig }
  | { readonly kind: 'composite'; readonly config: CompositeAlarmConfig };
interface Common {
  readonly AlarmName?: string | undefined;
  readonly ActionsEnabled?: boolean | undefined;
  readonly Tags?: readonly { readonly Key: string | undefined; readonly Value: string | undefined }[] | undefined;
}

/** Stores an alarm as it was put. A known alarm keeps its state and its tags. */
export function putAlarm(
  state: CloudWatchState,
  { AlarmName: name = '', ActionsEnabled = true, Tags = [] }: Common,
  config: Config,
  { accountId, region, now }: RequestContext,
): void {
  const key = alarmKey({ accountId, region }, name);
  const known = state.alarms.get(key);
  const alarm: Alarm = {
    accountId,
    region,
    name,
    configured: now,
    actionsEnabled: ActionsEnabled,
    state: known?.state ?? unchecked(now),
    tags: known?.tags ?? tagMap(Tags),
    ...config,
  };
  state.deps.store.atomic(() => {
    state.alarms.put(key, alarm);
    state.history.add(placeKey(alarm), {
      name,
      kind: config.kind,
      at: now,
      type: 'ConfigurationUpdate',
      summary: `Alarm "${name}" ${known ? 'updated' : 'created'}`,
      data: JSON.stringify({ version: '1.0', type: known ? 'Update' : 'Create', updatedAlarm: config.config }),
    });
  });
  state.watch.changed();
}
