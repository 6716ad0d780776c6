import { single } from './courier.ts';
import { causeOf } from './delivery-error.ts';
import { senderOf } from './sender.ts';

/**
 * Functions, invoked asynchronously: Lambda's own queue, retries and destinations take over then.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html
 */
export const lambda = single(async (state, to, { event }) => {
  const { accountId, region } = to.arn;
  await state.deps.aws.call(
    await senderOf(state, to),
    'lambda',
    'Invoke',
    { FunctionName: to.target.Arn, InvocationType: 'Event', Payload: Buffer.from(to.render(event)) },
    { accountId, region },
  );
}, causeOf);
