import type { JsonObject } from '../template/json.ts';
import type { Provider, ProviderContext } from './provider.ts';

interface Properties extends JsonObject {
  readonly EventBusName?: string;
  readonly StatementId: string;
  readonly Statement?: JsonObject | string;
}

/**
 * `Statement` adds one statement to the bus's policy; the older properties do so through PutPermission,
 * whose API takes whole policies or such parts, but no statement.
 */
async function put(properties: Properties, { call }: ProviderContext): Promise<{ physicalId: string }> {
  const { EventBusName = 'default', StatementId, Statement, Action, Principal, Condition } = properties;
  if (Statement === undefined) {
    const input = { EventBusName, StatementId, Action, Principal, Condition };
    await call('events', 'PutPermission', JSON.parse(JSON.stringify(input)) as object);
  } else {
    const { Policy } = await call<{ Policy?: string }>('events', 'DescribeEventBus', { Name: EventBusName });
    const known = Policy === undefined ? { Statement: [] } : (JSON.parse(Policy) as { Statement: { Sid?: string }[] });
    const own = typeof Statement === 'string' ? (JSON.parse(Statement) as JsonObject) : Statement;
    const others = known.Statement.filter(({ Sid }) => Sid !== StatementId);
    const policy = { Version: '2012-10-17', Statement: [...others, { ...own, Sid: StatementId }] };
    await call('events', 'PutPermission', { EventBusName, Policy: JSON.stringify(policy) });
  }
  return { physicalId: EventBusName === 'default' ? StatementId : `${EventBusName}|${StatementId}` };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html */
export const eventsEventBusPolicy: Provider<Properties> = {
  create: put,
  update: (properties, _existing, context) => put(properties, context),
  async delete({ properties: { EventBusName = 'default', StatementId } }, { call }) {
    await call('events', 'RemovePermission', { EventBusName, StatementId });
  },
};
