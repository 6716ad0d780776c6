import type { ServiceId } from '../../../core/service.ts';
import { sdkActionOf } from './aws-sdk.ts';

const OPTIMISED: Readonly<Record<string, ServiceId>> = {
  dynamodb: 'dynamodb',
  events: 'events',
  lambda: 'lambda',
  sns: 'sns',
  sqs: 'sqs',
  states: 'states',
};

/** Waiting changes what the answer is; then it is not the API's. */
const PLAIN = /^arn:aws[\w-]*:states:[^:]*:[^:]*:([a-z]+):([a-zA-Z]+)$/;

/** The API whose answer is the result of a resource's tasks; undefined where none is. */
export function apiOfResource(
  resource: string,
): { readonly service: ServiceId; readonly operation: string } | undefined {
  const sdk = sdkActionOf(resource);
  if (sdk) return sdk.waits ? undefined : { service: sdk.service.id, operation: sdk.operation };
  const [, name = '', action = ''] = PLAIN.exec(resource) ?? [];
  const service = OPTIMISED[name];
  return service && { service, operation: action.charAt(0).toUpperCase() + action.slice(1) };
}
