import { busRules } from '../../lib/aws/bus-rules.ts';
import { sfn } from '../../lib/aws/sfn.ts';
import { subscriptions } from '../../lib/aws/subscription-store.ts';
import { WindowReplays } from '../../lib/aws/window-replays.ts';
import { numericSetting, setting } from '../../lib/environment.ts';
import { apiHandler } from '../../lib/http/api-handler.ts';
import { json } from '../../lib/http/http-handler.ts';
import { presentSubscription } from '../../lib/subscriptions/present-subscription.ts';
import { resumeSubscription } from '../../lib/subscriptions/switch-subscription.ts';

const replays = new WindowReplays(sfn, setting('REPLAY_WINDOW_ARN'));
const [archiveArn, busArn] = [setting('ARCHIVE_ARN'), setting('BUS_ARN')];
const rules = busRules();
const settleSeconds = numericSetting('RULE_SETTLE_SECONDS');

/** `POST /v1/subscriptions/{id}/resume` */
export const handler = apiHandler(async ({ tenant, path: { id = '' } }) => {
  const resumed = await resumeSubscription(tenant, id, {
    subscriptions,
    rules,
    settleSeconds,
    now: new Date(),
    replay: (replayName, rule, from, to) => replays.start({ replayName, archiveArn, busArn, rules: [rule], from, to }),
  });
  return json(200, presentSubscription(resumed));
});
