import { LambdaClient } from '@aws-sdk/client-lambda';
import { CliError } from './cli-error.ts';
import type { Context } from './context.ts';
import { postSigned } from './signed-post.ts';

interface Problem {
  readonly detail?: string;
  readonly message?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

async function read<T>(response: Response): Promise<T> {
  const text = await response.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  if (response.ok) return body as T;
  const { detail, message, errors = [] } = (body ?? {}) as Problem;
  const faults = errors.map((error) => `  ${error.pointer} ${error.detail}`).join('\n');
  throw new CliError(`${response.status}: ${detail ?? message ?? response.statusText}`, faults);
}

/** Calls the subscriptions API with the integrator's key. @throws CliError */
export async function callApi<T>(context: Context, method: 'GET' | 'POST' | 'DELETE', path: string): Promise<T> {
  if (context.apiKey === undefined) {
    throw new CliError(
      'This needs an API key.',
      'Set TRESTLE_API_KEY, or use --api-key. An operator issues one with the function manage-tenants.',
      2,
    );
  }
  const endpoint = await context.output('ApiEndpoint');
  const url = `${endpoint.replace(/\/$/, '')}/v1${path}`;
  return read<T>(await fetch(url, { method, headers: { authorization: `Bearer ${context.apiKey}` } }));
}

/** `POST /v1/events` under the AWS credentials. @throws CliError */
export async function publish<T>(context: Context, body: string): Promise<T> {
  const { client } = context;
  const url = new URL(`${(await context.output('ApiEndpoint')).replace(/\/$/, '')}/v1/events`);
  const { credentials } = new LambdaClient(client).config;
  return read<T>(await postSigned(url, body, { region: client.region, credentials }));
}
