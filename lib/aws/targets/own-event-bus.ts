import type { TargetMaker } from '../../subscriptions/subscription.ts';
import { ownResourceViolations } from './own-resource.ts';
import type { TargetSettings } from './target-settings.ts';

/** A bus of the integrator's, whose policy must allow the role that delivers. */
export const ownEventBus = ({ region, deliverAbroadRoleArn }: TargetSettings): TargetMaker<'event-bus'> => ({
  check: ({ arn }, tenant) =>
    ownResourceViolations(arn, tenant, {
      service: 'events',
      resource: /^event-bus\/[A-Za-z0-9._/-]{1,256}$/,
      what: 'an event bus',
      region,
    }),
  async make({ arn }) {
    const statement = {
      Sid: 'ReceivePartnerEvents',
      Effect: 'Allow',
      Principal: { AWS: deliverAbroadRoleArn },
      Action: 'events:PutEvents',
      Resource: arn,
    };
    return {
      rule: { arn, roleArn: deliverAbroadRoleArn },
      facts: { addToYourBusPolicy: JSON.stringify(statement) },
    };
  },
  async unmake() {},
});
