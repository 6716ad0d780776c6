import type { JsonObject } from '../template/json.ts';
import { changeTags } from './change-tags.ts';
import { alreadyExists, type Provider, type ProviderContext, type Tags } from './provider.ts';

interface Properties extends JsonObject {
  readonly AlarmName?: string;
  readonly Tags?: Tags;
}

/** Both kinds of alarm are put, tagged and deleted alike. */
const alarm = (
  operation: 'PutMetricAlarm' | 'PutCompositeAlarm',
  kind: 'MetricAlarms' | 'CompositeAlarms',
): Provider<Properties> => {
  const put = async (AlarmName: string, properties: Properties, { call, stack }: ProviderContext) => {
    await call('cloudwatch', operation, { ...properties, AlarmName });
    const Arn = `arn:aws:cloudwatch:${stack.region}:${stack.accountId}:alarm:${AlarmName}`;
    return { physicalId: AlarmName, attributes: { Arn } };
  };
  return {
    nameProperty: 'AlarmName',
    async create(properties, context) {
      const AlarmName = properties.AlarmName ?? context.generatedName({ longest: 255 });
      // The API would change an alarm that is there.
      const known = await context.call<Record<string, unknown[] | undefined>>('cloudwatch', 'DescribeAlarms', {
        AlarmNames: [AlarmName],
        AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
      });
      if (known[kind]?.length) throw alreadyExists(context.type, AlarmName);
      return put(AlarmName, properties, context);
    },
    async update({ Tags, ...properties }, { physicalId, properties: before }, context) {
      const made = await put(physicalId, properties, context);
      await changeTags('cloudwatch', made.attributes.Arn, before.Tags, Tags, context);
      return made;
    },
    async delete({ physicalId }, { call }) {
      await call('cloudwatch', 'DeleteAlarms', { AlarmNames: [physicalId] });
    },
  };
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html */
export const cloudWatchAlarm = alarm('PutMetricAlarm', 'MetricAlarms');
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-compositealarm.html */
export const cloudWatchCompositeAlarm = alarm('PutCompositeAlarm', 'CompositeAlarms');

interface Dashboard {
  readonly DashboardName?: string;
  readonly DashboardBody: string;
}

async function putDashboard(DashboardName: string, { DashboardBody }: Dashboard, { call }: ProviderContext) {
  await call('cloudwatch', 'PutDashboard', { DashboardName, DashboardBody });
  return { physicalId: DashboardName };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-dashboard.html */
export const cloudWatchDashboard: Provider<Dashboard> = {
  nameProperty: 'DashboardName',
  handles: ['DashboardBody', 'DashboardName', 'Tags'],
  create: (properties, context) =>
    putDashboard(properties.DashboardName ?? context.generatedName({ longest: 255 }), properties, context),
  update: (properties, { physicalId }, context) => putDashboard(physicalId, properties, context),
  async delete({ physicalId }, { call }) {
    await call('cloudwatch', 'DeleteDashboards', { DashboardNames: [physicalId] });
  },
};
