import type { JsonObject } from '../template/json.ts';
import { lowerFirst, type Provider, type ProviderContext } from './provider.ts';

interface Properties extends JsonObject {
  readonly FilterName?: string;
  readonly LogGroupName: string;
}

/** Both kinds of filter are put and deleted alike, under names of the same form. */
const filter = (kind: 'MetricFilter' | 'SubscriptionFilter'): Provider<Properties> => {
  const put = async (filterName: string, properties: Properties, { call }: ProviderContext) => {
    const { FilterName: _name, ...rest } = properties;
    await call('logs', `Put${kind}`, { ...(lowerFirst(rest) as object), filterName });
    return { physicalId: filterName };
  };
  return {
    nameProperty: 'FilterName',
    create: (properties, context) =>
      put(properties.FilterName ?? context.generatedName({ longest: 512 }), properties, context),
    update: (properties, { physicalId }, context) => put(physicalId, properties, context),
    async delete({ physicalId: filterName, properties: { LogGroupName: logGroupName } }, { call }) {
      await call('logs', `Delete${kind}`, { filterName, logGroupName });
    },
  };
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-metricfilter.html */
export const logsMetricFilter = filter('MetricFilter');
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-subscriptionfilter.html */
export const logsSubscriptionFilter = filter('SubscriptionFilter');
