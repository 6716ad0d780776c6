import { single } from './courier.ts';
import { causeOf } from './delivery-error.ts';
import { senderOf } from './sender.ts';

/** Topics. Without a role the topic's policy must allow `events.amazonaws.com`. */
export const sns = single(async (state, to, { event }) => {
  const { accountId, region, resource } = to.arn;
  await state.deps.aws.call(
    await senderOf(state, to),
    'sns',
    'Publish',
    {
      TopicArn: to.target.Arn,
      Message: to.render(event),
      ...(resource.endsWith('.fifo') ? { MessageGroupId: event.id } : {}),
    },
    { accountId, region },
  );
}, causeOf);
