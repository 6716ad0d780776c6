import { setting } from '../environment.ts';
import { DeliveryLog } from './delivery-log.ts';
import { logs } from './logs.ts';

/** The logs of this deployment. @throws MissingSettingError */
export function deliveryLog(): DeliveryLog {
  const rules = `${setting('BUS_ARN').replace(':event-bus/', ':rule/')}/`;
  return new DeliveryLog(logs, {
    eventsGroup: setting('EVENTS_LOG_GROUP'),
    busGroup: setting('BUS_LOG_GROUP'),
    webhooksGroup: setting('WEBHOOKS_LOG_GROUP'),
    ruleArn: (rule) => `${rules}${rule}`,
  });
}
