import { isAwsError } from '../../../core/aws-error.ts';
import { TimeoutError } from '../api-destinations/http-request.ts';
import type { InvokeInput, InvokeOutput } from '../api-destinations/invoke-api-destination.ts';
import type { EventsState } from '../state.ts';
import type { Courier, Outcome, Parcel } from './courier.ts';
import { causeOf, DeliveryError } from './delivery-error.ts';
import type { Destination } from './destination.ts';
import { type Failure, failure } from './failure.ts';
import { senderOf } from './sender.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html: 409, 429 and 5xx are tried again. */
const isRetried = (status: number): boolean => status === 409 || status === 429 || status >= 500;

function failureOfStatus(status: number): Failure {
  const code =
    status === 429 ? 'THROTTLING' : status === 401 || status === 403 ? 'NO_PERMISSIONS' : 'ERROR_FROM_TARGET';
  return { ...failure(code, `The API answered ${status}.`, status), retryable: isRetried(status) };
}

function failureOfError(error: unknown): Failure {
  if (error instanceof DeliveryError || isAwsError(error)) return causeOf(error);
  if (error instanceof TimeoutError) return failure('TIMEOUT', error.message);
  return failure('CONNECTION_FAILURE', error instanceof Error ? error.message : String(error));
}

async function invoke(state: EventsState, to: Destination, { event }: Parcel): Promise<Outcome> {
  const { accountId, region } = to.arn;
  const input: InvokeInput = {
    ApiDestinationArn: to.target.Arn ?? '',
    Body: to.render(event),
    HttpParameters: to.target.HttpParameters,
  };
  try {
    const caller = await senderOf(state, to);
    const answer = await state.deps.aws.call<InvokeOutput>(caller, 'events', 'InvokeApiDestination', input, {
      accountId,
      region,
    });
    return answer.status >= 200 && answer.status < 300 ? undefined : failureOfStatus(answer.status);
  } catch (error) {
    return failureOfError(error);
  }
}

/** HTTP APIs, under the target's role. */
export const apiDestination: Courier = {
  immediate: false,
  remote: true,
  most: 50,
  deliver: (state, to, parcels) => Promise.all(parcels.map((parcel) => invoke(state, to, parcel))),
};
