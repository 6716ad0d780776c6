import { parseArn, placeKey } from '../../../core/arn.ts';
import { serviceCaller } from '../../../core/caller.ts';
import type { ServiceDeps } from '../../../core/service.ts';
import type { Store } from '../../../store/store.ts';
import { alarmArn } from '../arns.ts';
import type { CloudWatchState } from '../state.ts';
import type { Alarm, AlarmState } from './alarm.ts';
import { offsetTime } from './reason.ts';
import { notification, stateChangeDetail } from './state-change.ts';

/** An action that is still to be done. */
interface Pending {
  readonly alarm: Alarm;
  readonly before: AlarmState;
  readonly target: string;
}

export interface Actions {
  /** Joins the open transaction. */
  add(alarm: Alarm, before: AlarmState, target: string): void;
  start(): void;
}

type Act = (deps: ServiceDeps<Store>, pending: Pending) => Promise<unknown>;

/** By the service of the target's ARN. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions.html */
const ACTS: Readonly<Record<string, Act>> = {
  sns: (deps, { alarm, before, target }) =>
    deps.aws.call(
      serviceCaller('cloudwatch.amazonaws.com', alarm.accountId, alarmArn(alarm, alarm.name)),
      'sns',
      'Publish',
      { TopicArn: target, ...notification(alarm, before) },
      placeOf(target, alarm),
    ),
  lambda: (deps, { alarm, before, target }) =>
    deps.aws.call(
      serviceCaller('lambda.alarms.cloudwatch.amazonaws.com', alarm.accountId, alarmArn(alarm, alarm.name)),
      'lambda',
      'Invoke',
      {
        FunctionName: target,
        InvocationType: 'Event',
        Payload: new Uint8Array(
          Buffer.from(
            JSON.stringify({
              source: 'aws.cloudwatch',
              alarmArn: alarmArn(alarm, alarm.name),
              accountId: alarm.accountId,
              time: offsetTime(alarm.state.updated),
              region: alarm.region,
              alarmData: stateChangeDetail(alarm, before),
            }),
          ),
        ),
      },
      placeOf(target, alarm),
    ),
};

const placeOf = (arn: string, { accountId, region }: Alarm) => {
  const parts = parseArn(arn);
  return { accountId: parts?.accountId || accountId, region: parts?.region || region };
};

/** Whether an alarm can act on a target. */
export const canAct = (arn: string): boolean => Object.hasOwn(ACTS, parseArn(arn)?.service ?? '');

/** What alarms do when their state changes: written down with the change, done once, told in the history. */
export function createActions(deps: ServiceDeps<Store>, state: () => CloudWatchState): Actions {
  const pending = deps.store.collection<Pending>('cloudwatch.actions');
  const done = (key: string, { alarm, target }: Pending, error: string | undefined): void => {
    const outcome = error === undefined ? 'Successfully executed action' : 'Failed to execute action';
    deps.store.atomic(() => {
      pending.delete(key);
      state().history.add(placeKey(alarm), {
        name: alarm.name,
        kind: alarm.kind,
        at: deps.clock.now(),
        type: 'Action',
        summary: `${outcome} ${target}${error === undefined ? '' : `. Received error: "${error}"`}`,
        data: JSON.stringify({
          actionState: error === undefined ? 'Succeeded' : 'Failed',
          notificationResource: target,
          ...(error === undefined ? {} : { error }),
        }),
      });
    });
  };
  const perform = async (key: string): Promise<void> => {
    const action = pending.get(key);
    const act = action && ACTS[parseArn(action.target)?.service ?? ''];
    if (!action || !act) return;
    const error = await act(deps, action).then(
      () => undefined,
      (reason: unknown) => (reason instanceof Error ? reason.message : String(reason)),
    );
    done(key, action, error);
  };
  return {
    add(alarm, before, target) {
      const key = deps.ids.uuid();
      pending.put(key, { alarm, before, target });
      deps.clock.at(deps.clock.now(), () => void perform(key));
    },
    start() {
      for (const [key] of pending.entries()) void perform(key);
    },
  };
}
