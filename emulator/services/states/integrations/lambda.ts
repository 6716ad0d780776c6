import { isJsonObject, type Json } from '../../../asl/index.ts';
import { AwsError } from '../../../core/aws-error.ts';
import { type ErrorNames, optimisedError, reported } from './api-errors.ts';
import { type Integration, type TaskCall, TaskError } from './integration.ts';
import { given, parametersOf } from './optimised.ts';
import { sdkMetadata } from './sdk-metadata.ts';

const NAMES: ErrorNames = { prefix: 'Lambda', generic: 'AWSLambdaException', service: 'AWSLambda' };

interface Invocation {
  readonly StatusCode?: number;
  readonly FunctionError?: string;
  readonly ExecutedVersion?: string;
  readonly Payload?: Uint8Array;
}

/** What a function threw is the failure's name, and all that it told is its cause. */
function functionFailed(payload: string): TaskError {
  const told = readJson(payload);
  const type = isJsonObject(told) ? told.errorType : undefined;
  if (typeof type === 'string' && type !== '') return new TaskError(type, payload);
  return new TaskError(
    'Lambda.Unknown',
    `The cause could not be determined because Lambda did not return an error type. Returned payload: ${payload}`,
  );
}

function readJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/**
 * An unqualified name asks for permission on the function itself; errors that come back name the version
 * that Step Functions meant. [recorded]
 */
function naming(version: string, error: AwsError): AwsError {
  if (error.code !== 'ResourceNotFoundException') return error;
  const message = error.message.replace(/(:function:[\w-]+)$/, `$1:${version}`);
  return new AwsError(error.code, message, { status: error.status ?? 404, fields: error.fields, cause: error });
}

async function invoke(
  call: TaskCall,
  input: object,
): Promise<{ readonly invocation: Invocation; readonly payload: string }> {
  const { state } = call;
  const invocation = await reported(
    () => call.api<Invocation>('lambda', 'Invoke', input),
    (error) => optimisedError(NAMES, state.modelOf('lambda'), 'Invoke', naming('$LATEST', error), state.deps.ids),
  );
  const payload = Buffer.from(invocation.Payload ?? new Uint8Array()).toString('utf8');
  if (invocation.FunctionError !== undefined) throw functionFailed(payload);
  return { invocation, payload };
}

/** A function named by the ARN in Resource: it gets the task's input and its answer is the result. */
export const lambdaFunction: Integration = async (call) => {
  const { resource, parameters } = call.request;
  const { payload } = await invoke(call, {
    FunctionName: resource,
    Payload: Buffer.from(JSON.stringify(parameters)),
  });
  return payload === '' ? null : readJson(payload);
};

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html */
export const lambdaInvoke: Integration = async (call) => {
  const { Payload: payloadIn, ...rest } = given(parametersOf(call));
  const { invocation, payload } = await invoke(call, {
    ...rest,
    ...(payloadIn === undefined ? {} : { Payload: Buffer.from(JSON.stringify(payloadIn)) }),
  });
  const { ids, clock } = call.state.deps;
  const executed = invocation.ExecutedVersion;
  return {
    ...(executed === undefined ? {} : { ExecutedVersion: executed }),
    Payload: payload === '' ? {} : readJson(payload),
    ...sdkMetadata(ids, clock.now(), payload, 'application/json', {
      ...(executed === undefined ? {} : { 'X-Amz-Executed-Version': executed }),
      'x-amzn-Remapped-Content-Length': '0',
    }),
    StatusCode: invocation.StatusCode ?? 200,
  };
};
