import type { MetricSink } from '../../core/metric.ts';
import type { Service, ServiceDeps } from '../../core/service.ts';
import type { Store } from '../../store/store.ts';
import { deleteAlarms, disableAlarmActions, enableAlarmActions, setAlarmState } from './operations/change-alarms.ts';
import * as dashboards from './operations/dashboards.ts';
import { describeAlarmHistory } from './operations/describe-alarm-history.ts';
import { describeAlarms, describeAlarmsForMetric } from './operations/describe-alarms.ts';
import { getMetricData } from './operations/get-metric-data.ts';
import { getMetricStatistics } from './operations/get-metric-statistics.ts';
import { listMetrics } from './operations/list-metrics.ts';
import { putCompositeAlarm } from './operations/put-composite-alarm.ts';
import { putMetricAlarm } from './operations/put-metric-alarm.ts';
import { putMetricData } from './operations/put-metric-data.ts';
import * as tags from './operations/tags.ts';
import { type CloudWatchPorts, type CloudWatchState, createState } from './state.ts';

export interface CloudWatch extends Service<CloudWatchState> {
  /** Where the other services report. */
  readonly metrics: MetricSink;
}

/** Amazon CloudWatch: metrics, alarms and dashboards. */
export function createCloudWatch(deps: ServiceDeps<Store>, ports: CloudWatchPorts): CloudWatch {
  const state = createState(deps, ports);
  return {
    id: 'cloudwatch',
    state,
    metrics: state.reported,
    operations: {
      DeleteAlarms: deleteAlarms,
      DeleteDashboards: dashboards.deleteDashboards,
      DescribeAlarmHistory: describeAlarmHistory,
      DescribeAlarms: describeAlarms,
      DescribeAlarmsForMetric: describeAlarmsForMetric,
      DisableAlarmActions: disableAlarmActions,
      EnableAlarmActions: enableAlarmActions,
      GetDashboard: dashboards.getDashboard,
      GetMetricData: getMetricData,
      GetMetricStatistics: getMetricStatistics,
      ListDashboards: dashboards.listDashboards,
      ListMetrics: listMetrics,
      ListTagsForResource: tags.listTagsForResource,
      PutCompositeAlarm: putCompositeAlarm,
      PutDashboard: dashboards.putDashboard,
      PutMetricAlarm: putMetricAlarm,
      PutMetricData: putMetricData,
      SetAlarmState: setAlarmState,
      TagResource: tags.tagResource,
      UntagResource: tags.untagResource,
    },
    start() {
      state.actions.start();
      state.watch.start();
    },
    stop() {
      state.watch.stop();
      state.reported.flush();
    },
  };
}
