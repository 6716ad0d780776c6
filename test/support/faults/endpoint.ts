import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { DeployedApplication } from '../deployed-application.ts';
import { type FunctionChange, whileChanged } from './function-settings.ts';

export interface ServiceAnswer {
  readonly status: number;
  readonly body: string;
}

/** A call of an AWS service on its way. */
export interface ServiceCall {
  /** Such as `PutEvents`. */
  readonly operation: string;
  readonly body: string;
  /** Passes it on. */
  forward(): Promise<ServiceAnswer>;
}

/** What becomes of a call; undefined: it gets no answer. */
export type Fault = (call: ServiceCall) => Promise<ServiceAnswer | undefined>;

/** How AWS's JSON protocols say no. */
export const refusal = (code: string, message = 'Rate exceeded', status = 400): ServiceAnswer => ({
  status,
  body: JSON.stringify({ __type: code, message }),
});

export const THROTTLED: Readonly<Record<'EVENTBRIDGE' | 'DYNAMODB', ServiceAnswer>> = {
  EVENTBRIDGE: refusal('ThrottlingException'),
  DYNAMODB: refusal('com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException', 'Too many requests'),
};

/** The call as it came: with its `host`, for that is signed. */
async function forward(app: DeployedApplication, call: IncomingMessage, body: string): Promise<ServiceAnswer> {
  const { method = 'POST', headers, url = '/' } = call;
  const sent = request(new URL(url, app.client.endpoint), { method, headers });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, body: await text(answer) };
}

/**
 * Puts somebody between a function and an AWS service while something is done, where AWS's SDKs look for the service's
 * address. https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 * @param end of the function's name
 */
export async function whileFaulty<T>(
  app: DeployedApplication,
  end: string,
  service: 'EVENTBRIDGE' | 'DYNAMODB',
  fault: Fault,
  act: () => Promise<T>,
  more: FunctionChange = {},
): Promise<T> {
  let over = false;
  const server = createServer((call, response) => {
    const chunks: Buffer[] = [];
    call.on('data', (chunk) => chunks.push(chunk));
    call.on('end', async () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const operation = String(call.headers['x-amz-target']).split('.').at(-1) ?? '';
      const pass = () => forward(app, call, body);
      const answer = await (over ? pass().catch(() => undefined) : fault({ operation, body, forward: pass }));
      if (!answer) return;
      response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(answer.body);
    });
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const variables = { [`AWS_ENDPOINT_URL_${service}`]: url, ...more.variables };
    return await whileChanged(app, end, { ...more, variables }, act);
  } finally {
    // An invocation that began before goes on with the old address, and is no part of the fault.
    over = true;
    server.unref();
  }
}
