import { AwsError } from '../../../core/aws-error.ts';
import type { Ids } from '../../../core/ids.ts';
import type { ApiModel } from '../ports.ts';
import { TaskError } from './integration.ts';

/** How the errors of one service are reported. */
export interface ErrorNames {
  /** Before the dot. */
  readonly prefix: string;
  /** The name for errors that the API's model does not know. */
  readonly generic: string;
  /** The service's name in the cause. */
  readonly service: string;
  /** Some services report every error by the generic name. [recorded] */
  readonly onlyGeneric?: boolean;
}

const withException = (name: string): string => (name.endsWith('Exception') ? name : `${name}Exception`);

interface Found {
  readonly name: string | undefined;
  readonly wireCode: string;
  readonly status: number;
}

function lookUp(model: ApiModel, operation: string, { code, status }: AwsError): Found {
  const { errors = [] } = model.operations[operation] ?? {};
  const shape = model.shapes[code]?.error;
  const known = errors.includes(code) || (shape !== undefined && errors.length === 0);
  return {
    name: known ? withException(code) : undefined,
    wireCode: shape?.code ?? code,
    status: status ?? shape?.httpStatusCode ?? 400,
  };
}

/** An API's error as the optimised integrations report it: as the first AWS SDK for Java does. [recorded] */
export function optimisedError(
  names: ErrorNames,
  model: ApiModel,
  operation: string,
  error: AwsError,
  ids: Ids,
): TaskError {
  const { name, wireCode, status } = lookUp(model, operation, error);
  const reported = names.onlyGeneric ? names.generic : (name ?? names.generic);
  return new TaskError(
    `${names.prefix}.${reported}`,
    `${error.message} (Service: ${names.service}; Status Code: ${status}; Error Code: ${wireCode}; Request ID: ${ids.uuid()}; Proxy: null)`,
  );
}

/** An API's error as `aws-sdk` reports it: as the second AWS SDK for Java does. [recorded] */
export function sdkError(prefix: string, model: ApiModel, operation: string, error: AwsError, ids: Ids): TaskError {
  const { name, status } = lookUp(model, operation, error);
  const extended = prefix === 'S3' ? `, Extended Request ID: ${Buffer.from(ids.hex(48)).toString('base64')}` : '';
  return new TaskError(
    `${prefix}.${name ?? `${prefix}Exception`}`,
    `${error.message} (Service: ${prefix}, Status Code: ${status}, Request ID: ${ids.uuid()}${extended}) (SDK Attempt Count: 1)`,
  );
}

/** Runs a call; what the API refuses becomes a failure of the task. @throws TaskError */
export async function reported<T>(call: () => Promise<T>, report: (error: AwsError) => TaskError): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof AwsError) throw report(error);
    throw error;
  }
}
