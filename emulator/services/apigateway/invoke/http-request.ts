import type { Instant } from '../../../core/clock.ts';
import type { EdgeRequest } from '../../../core/service.ts';
import type { Api, Route, Stage } from '../api.ts';

/** A request to a stage of an API, read for routing and for what functions are told. */
export interface HttpRequest {
  readonly api: Api;
  readonly stage: Stage;
  readonly requestId: string;
  readonly now: Instant;
  readonly method: string;
  /** Below the API's address, with the stage's name where it was given; still percent-encoded. */
  readonly rawPath: string;
  /** What routes are matched with: without the stage's name, decoded. */
  readonly path: string;
  readonly rawQuery: string;
  /** Values of one name joined by commas. */
  readonly query: Readonly<Record<string, string>>;
  readonly multiQuery: Readonly<Record<string, readonly string[]>>;
  /** Names in lower case, values of one name joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Uint8Array;
  readonly host: string;
  readonly sourceIp: string;
  readonly stageVariables: Readonly<Record<string, string>>;
}

/** A request whose route has been found. */
export interface RoutedRequest extends HttpRequest {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** What an authorizer said of the caller. */
  readonly authorizer?: object | undefined;
}

export const headersOf = (headers: EdgeRequest['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(',') : value]],
    ),
  );

export function multiQueryOf(rawQuery: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(rawQuery)) {
    const values = Object.hasOwn(found, name) ? found[name] : undefined;
    if (values) values.push(value);
    else Object.defineProperty(found, name, { value: [value], enumerable: true });
  }
  return found;
}
