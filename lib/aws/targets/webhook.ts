import type { TargetMaker } from '../../subscriptions/subscription.ts';
import { urlViolations } from '../../webhooks/webhook-url.ts';
import type { TargetSettings } from './target-settings.ts';

/** An address of the integrator's. Deliveries pass a queue of ours, which `send-webhook` reads. */
export const webhook = ({ webhooksQueueArn, allowedHosts }: TargetSettings): TargetMaker<'webhook'> => ({
  check: ({ url }) => urlViolations(url, allowedHosts).map((detail) => ({ pointer: '/url', detail })),
  async make(_target, { id }, { tenant }) {
    return {
      rule: {
        arn: webhooksQueueArn,
        transformer: {
          paths: { event: '$.detail' },
          template: `{"tenant":"${tenant}","subscription":"${id}","event":<event>}`,
        },
      },
      facts: {},
    };
  },
  async unmake() {},
});
