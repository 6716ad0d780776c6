import { isAwsError } from '../../../core/aws-error.ts';
import { single } from './courier.ts';
import { causeOf } from './delivery-error.ts';
import { senderOf } from './sender.ts';

/**
 * State machines. The execution bears the event's id and the invocation's in its name, so that a
 * delivery repeated after a crash starts nothing twice, while a replay of the event does.
 */
export const states = single(async (state, to, { event, invocationId, tries }) => {
  const { accountId, region } = to.arn;
  try {
    await state.deps.aws.call(
      await senderOf(state, to),
      'states',
      'StartExecution',
      {
        stateMachineArn: to.target.Arn,
        name: `${event.id}_${invocationId}`,
        input: to.render(event),
        ...(event.traceHeader === undefined ? {} : { traceHeader: event.traceHeader }),
      },
      { accountId, region },
    );
  } catch (error) {
    // Only this delivery knows the name: the execution exists because an earlier try of it got through.
    if (!isAwsError(error, 'ExecutionAlreadyExists')) throw error;
    state.deps.log.info('an execution had been started before', { event: event.id, tries });
  }
}, causeOf);
