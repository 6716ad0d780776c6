import type { Json } from '../../../asl/index.ts';
import type { Instant } from '../../../core/clock.ts';
import type { Ids } from '../../../core/ids.ts';

/** What the optimised integrations add to every answer: the HTTP answer of the call they made. [recorded] */
export function sdkMetadata(
  ids: Ids,
  now: Instant,
  body: string,
  contentType: string,
  headers: Readonly<Record<string, string>> = {},
): Record<string, Json> {
  const requestId = ids.uuid();
  const all: Record<string, string> = {
    ...headers,
    connection: 'keep-alive',
    'Content-Length': String(Buffer.byteLength(body)),
    'Content-Type': contentType,
    Date: new Date(now).toUTCString(),
    'x-amzn-RequestId': requestId,
  };
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, [value]])),
      HttpHeaders: all,
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
  };
}
