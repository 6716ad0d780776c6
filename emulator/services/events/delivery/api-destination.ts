import { isAwsError } from '../../../core/aws-error.ts';
import { TimeoutError } from '../api-destinations/http-request.ts';
import type { InvokeInput, InvokeOutput } from '../api-destinations/invoke-api-destination.ts';
import type { EventsState } from '../state.ts';
import type { Courier, Outcome, Parcel } from './courier.ts';
import { causeOf, DeliveryError } from './delivery-error.ts';
import type { Destination } from './destination.ts';
import { type Failure, failure } from './failure.ts';
import { senderOf } from './sender.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html#eb-api-destination-error-codes */
const RETRIED: ReadonlySet<number> = new Set([401, 407, 409, 429]);

/**
 * How long an API wants to be left alone, in milliseconds: seconds or a date in its Retry-After.
 * Below 0 it wants the event no more; undefined where it says nothing.
 */
function retryAfterOf(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const wait = /^-?\d+$/.test(text) ? Number(text) * 1_000 : Math.max(0, Date.parse(text) - now);
  return Number.isNaN(wait) ? undefined : wait;
}

function failureOfAnswer({ status, headers }: InvokeOutput, now: number): Failure {
  const retryAfter = retryAfterOf(headers['retry-after'], now);
  const retryable = (RETRIED.has(status) || status >= 500) && (retryAfter ?? 0) >= 0;
  return {
    ...failure('ERROR_FROM_TARGET', `The API answered ${status}.`, status),
    retryable,
    ...(retryable && retryAfter !== undefined ? { retryAfter } : {}),
  };
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
    return answer.status >= 200 && answer.status < 300 ? undefined : failureOfAnswer(answer, state.deps.clock.now());
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
