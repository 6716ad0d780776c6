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
  /** Where the database has it, for whoever keeps bodies there. */
  kept: KeptBody | undefined;
}

export interface KeptBody {
  readonly id: number;
  /** It is there as long as this is the current one. */
  readonly era: object;
}

/** Most control characters, U+FFFE and U+FFFF are not XML, and so not SQS; neither is half a surrogate pair. */
const FORBIDDEN = /[^\t\n\r\u0020-\ufffd]/;

class Facts implements BodyFacts {
  readonly forbidden: boolean;
  kept: KeptBody | undefined = undefined;
  readonly body: string;
  #md5: string | undefined;
  #bytes: number | undefined;

  constructor(body: string) {
    this.body = body;
    this.forbidden = !body.isWellFormed() || FORBIDDEN.test(body);
  }

  get bytes(): number {
    this.#bytes ??= Buffer.byteLength(this.body);
    return this.#bytes;
  }

  get md5(): string {
    this.#md5 ??= hash('md5', this.body);
    return this.#md5;
  }
}

/** Bodies remembered. */
const MOST = 64;
const recent: Facts[] = [];
/** Where the last one was found. The same bodies mostly go to one queue after the other, in the same order. */
let last = 0;

/**
 * The facts of a body, the same ones for a while. Bodies are compared, not hashed: the one looked for is mostly the one
 * after the last, and others differ in their first characters.
 */
export function factsOf(body: string): BodyFacts {
  for (let i = 1; i <= recent.length; i++) {
    const at = (last + i) % recent.length;
    const facts = recent[at];
    if (facts?.body !== body) continue;
    last = at;
    return facts;
  }
  const facts = new Facts(body);
  last = recent.length < MOST ? recent.length : (last + 1) % MOST;
  recent[last] = facts;
  return facts;
}
