import { hash } from 'node:crypto';

/**
 * What is asked of a message body more than once while it is sent to several queues. Size and digest are worked
 * out when they are first asked for: an AWS service that sends a message does not look at them.
 */
export interface BodyFacts {
  readonly md5: string;
  readonly bytes: number;
  /** It holds characters that SQS does not take. */
  readonly forbidden: boolean;
}

/** Most control characters, U+FFFE and U+FFFF are not XML, and so not SQS; neither is half a surrogate pair. */
const FORBIDDEN = /[^\t\n\r\u0020-\ufffd]/;

class Facts implements BodyFacts {
  readonly forbidden: boolean;
  readonly #body: string;
  #md5: string | undefined;
  #bytes: number | undefined;

  constructor(body: string) {
    this.#body = body;
    this.forbidden = !body.isWellFormed() || FORBIDDEN.test(body);
  }

  get bytes(): number {
    this.#bytes ??= Buffer.byteLength(this.#body);
    return this.#bytes;
  }

  get md5(): string {
    this.#md5 ??= hash('md5', this.#body);
    return this.#md5;
  }
}

const MOST = 512;
const recent = new Map<string, Facts>();

export function factsOf(body: string): BodyFacts {
  const known = recent.get(body);
  if (known) return known;
  const facts = new Facts(body);
  if (recent.size >= MOST) recent.clear();
  recent.set(body, facts);
  return facts;
}
