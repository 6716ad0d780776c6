import type { PutCompositeAlarmCommandInput, PutMetricAlarmCommandInput, StateValue } from '@aws-sdk/client-cloudwatch';
import type { Place } from '../../../core/arn.ts';
import type { Instant } from '../../../core/clock.ts';

export interface AlarmState {
  readonly value: StateValue;
  readonly reason: string;
  /** JSON, where the reason has figures. */
  readonly data: string | undefined;
  /** When value or reason last changed. */
  readonly updated: Instant;
  /** When the value last changed. */
  readonly transitioned: Instant;
}

interface Common extends Place {
  readonly name: string;
  readonly configured: Instant;
  readonly state: AlarmState;
  readonly tags: Readonly<Record<string, string>>;
  readonly actionsEnabled: boolean;
}

export type MetricAlarmConfig = Omit<PutMetricAlarmCommandInput, 'Tags' | 'ActionsEnabled'>;
export type CompositeAlarmConfig = Omit<PutCompositeAlarmCommandInput, 'Tags' | 'ActionsEnabled'>;

export interface MetricAlarm extends Common {
  readonly kind: 'metric';
  /** As it was put. */
  readonly config: MetricAlarmConfig;
}
/** An alarm on other alarms. */
export interface CompositeAlarm extends Common {
  readonly kind: 'composite';
  readonly config: CompositeAlarmConfig;
}
export type Alarm = MetricAlarm | CompositeAlarm;

export const unchecked = (now: Instant): AlarmState => ({
  value: 'INSUFFICIENT_DATA',
  reason: 'Unchecked: Initial alarm creation',
  data: undefined,
  updated: now,
  transitioned: now,
});
