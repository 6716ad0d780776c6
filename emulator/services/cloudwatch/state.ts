import type { Place } from '../../core/arn.ts';
import type { EventSink } from '../../core/aws-event.ts';
import type { Instant } from '../../core/clock.ts';
import type { MetricSource } from '../../core/metric.ts';
import type { ServiceDeps } from '../../core/service.ts';
import type { Collection, Store } from '../../store/store.ts';
import { type Actions, createActions } from './alarms/actions.ts';
import type { Alarm } from './alarms/alarm.ts';
import { createHistory, type History } from './alarms/history.ts';
import { createWatch, type Watch } from './alarms/watch.ts';
import { createSamples, type Samples } from './metrics/samples.ts';
import { createServiceMetrics, type ServiceMetrics } from './metrics/sink.ts';

export interface Dashboard extends Place {
  readonly name: string;
  readonly body: string;
  readonly modified: Instant;
  readonly tags: Readonly<Record<string, string>>;
}

/** What CloudWatch needs of the other services. */
export interface CloudWatchPorts {
  readonly events: EventSink;
  /** Asked for late, since the services are made one after the other. */
  readonly sources: () => readonly MetricSource[];
}

export interface CloudWatchState {
  readonly deps: ServiceDeps<Store>;
  readonly ports: CloudWatchPorts;
  readonly samples: Samples;
  readonly reported: ServiceMetrics;
  readonly alarms: Collection<Alarm>;
  readonly dashboards: Collection<Dashboard>;
  readonly history: History;
  readonly actions: Actions;
  readonly watch: Watch;
}

export function createState(deps: ServiceDeps<Store>, ports: CloudWatchPorts): CloudWatchState {
  const samples = createSamples(deps.store);
  const state: CloudWatchState = {
    deps,
    ports,
    samples,
    reported: createServiceMetrics({ deps, samples }),
    alarms: deps.store.collection('cloudwatch.alarms'),
    dashboards: deps.store.collection('cloudwatch.dashboards'),
    history: createHistory(deps.store),
    actions: createActions(deps, () => state),
    watch: createWatch(deps.clock, () => state),
  };
  return state;
}
