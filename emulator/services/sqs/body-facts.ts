import { hash } from 'node:crypto';

/** What is asked of a message body more than once while it is sent to several queues. */
export interface BodyFacts {
  readonly md5: string;
  readonly bytes: number;
  /** It holds characters that SQS does not take. */
  readonly forbidden: boolean;
}

/** U+FFFE, U+FFFF and most control characters are not XML, and so not SQS. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

const MOST = 64;
const recent = new Map<string, BodyFacts>();

export function factsOf(body: string): BodyFacts {
  const known = recent.get(body);
  if (known) return known;
  const facts = { md5: hash('md5', body), bytes: Buffer.byteLength(body), forbidden: FORBIDDEN.test(body) };
  if (recent.size >= MOST) recent.clear();
  recent.set(body, facts);
  return facts;
}
