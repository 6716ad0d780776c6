import type { Cancel } from '../../../core/clock.ts';
import { envelopeOf, wholeSeconds } from '../put-events/envelope.ts';
import { arnOfRule, keyOfRule, type Rule } from '../rules/rule.ts';
import type { EventsState } from '../state.ts';
import { parseSchedule } from './expression.ts';

export interface Schedules {
  /** Takes up the schedule of a rule that has changed; `undefined` where the rule has gone. */
  follow(rule: Rule | undefined, before: Rule | undefined): void;
  start(): void;
  stop(): void;
}

/** Fires the schedules of rules. What falls due while the emulator is down is not made up for. */
export function createSchedules(state: EventsState): Schedules {
  const timers = new Map<string, Cancel>();
  const { clock, ids, log } = state.deps;

  const fire = (key: string): void => {
    timers.delete(key);
    const rule = state.rules.get(key);
    if (!rule) return;
    arm(rule);
    const { accountId, region } = rule;
    const resources = [arnOfRule(rule)];
    const [id, now] = [ids.uuid(), clock.now()];
    const parts = {
      id,
      accountId,
      region,
      detailType: 'Scheduled Event',
      source: 'aws.events',
      resources,
      detail: '{}',
    };
    const time = wholeSeconds(now);
    state.intake
      .publishTo(rule, { id, envelope: envelopeOf({ ...parts, time }), time, ingested: now })
      .catch((error: unknown) => log.error('a schedule could not fire', { rule: resources[0], error: String(error) }));
  };
  const arm = (rule: Rule): void => {
    if (rule.schedule === undefined || rule.state === 'DISABLED') return;
    const key = keyOfRule(rule);
    const next = parseSchedule(rule.schedule)?.(clock.now(), rule.scheduledFrom);
    if (next !== undefined)
      timers.set(
        key,
        clock.at(next, () => fire(key)),
      );
  };
  const disarm = (rule: Rule): void => {
    timers.get(keyOfRule(rule))?.();
    timers.delete(keyOfRule(rule));
  };

  return {
    follow(rule, before) {
      if (before) disarm(before);
      if (rule) arm(rule);
    },
    start() {
      for (const rule of state.rules.values()) arm(rule);
    },
    stop() {
      for (const cancel of timers.values()) cancel();
      timers.clear();
    },
  };
}
