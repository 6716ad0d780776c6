import http from 'node:http';
import https from 'node:https';
import type { Clock } from '../../../core/clock.ts';

export interface HttpRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** The host did not answer in time. */
export class TimeoutError extends Error {
  override name = 'TimeoutError';
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html: five seconds. */
const TIMEOUT = 5_000;
const LONGEST_BODY = 1_048_576;

/**
 * One HTTP request. Redirects are not followed. @throws TimeoutError after five seconds of the clock, or Node's error
 */
export function httpRequest(clock: Clock, { url, method, headers, body }: HttpRequest): Promise<HttpResponse> {
  const client = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    const request = client.request(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        if (length < LONGEST_BODY) chunks.push(chunk);
        length += chunk.length;
      });
      response.on('error', reject);
      response.on('end', () => {
        cancel();
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        });
      });
    });
    const cancel = clock.at(clock.now() + TIMEOUT, () => {
      request.destroy(new TimeoutError(`${new URL(url).host} did not answer within 5 seconds.`));
    });
    request.on('error', (error) => {
      cancel();
      reject(error);
    });
    request.end(body);
  });
}
