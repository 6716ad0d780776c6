import type { RequestContext } from '../../core/service.ts';
import { latest, type Parameter, parameterArn } from './parameter.ts';
import type { SsmState } from './state.ts';

/** Tells the default bus. https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-eventbridge-events.html */
export function tell(
  { events }: SsmState,
  operation: 'Create' | 'Update' | 'Delete' | 'LabelParameterVersion',
  parameter: Parameter,
  { now }: RequestContext,
): void {
  const { accountId, region, name, type } = parameter;
  const { description } = latest(parameter);
  events.put({
    accountId,
    region,
    source: 'aws.ssm',
    detailType: 'Parameter Store Change',
    detail: { operation, name, type, ...(description === undefined ? {} : { description }) },
    resources: [parameterArn(parameter, name)],
    time: now,
  });
}
