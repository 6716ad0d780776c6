import { hash } from 'node:crypto';
import { AwsError } from '../../core/aws-error.ts';
import type { Instant } from '../../core/clock.ts';
import type { Store } from '../../store/store.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html#DDB-TransactWriteItems-request-ClientRequestToken */
const LIFE = 10 * 60_000;
const BETWEEN_SWEEPS = 60_000;

/** The tokens of the transactions of the last ten minutes. There may be very many, so they are not held in memory. */
export interface TransactionTokens {
  /**
   * Whether a request with this token, and with the same text, has been carried out.
   * @throws AwsError `IdempotentParameterMismatchException` where the text was another
   */
  isKnown(key: string, request: string, now: Instant): boolean;
  remember(key: string, request: string, now: Instant): void;
}

export function createTransactionTokens(store: Store): TransactionTokens {
  store.schema(`
    CREATE TABLE IF NOT EXISTS dynamodb_tokens (key TEXT PRIMARY KEY, request BLOB NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS dynamodb_tokens_until ON dynamodb_tokens (until);`);
  const find = store.prepare<{ request: Uint8Array }>(
    'SELECT request FROM dynamodb_tokens WHERE key = ? AND until > ?',
  );
  const insert = store.prepare('INSERT OR REPLACE INTO dynamodb_tokens (key, request, until) VALUES (?, ?, ?)');
  const expire = store.prepare('DELETE FROM dynamodb_tokens WHERE until <= ?');
  const digest = (request: string): Buffer => hash('sha256', request, 'buffer');
  let swept = Number.NEGATIVE_INFINITY;
  return {
    isKnown(key, request, now) {
      const known = find.get(key, now);
      if (!known) return false;
      if (digest(request).equals(known.request)) return true;
      throw new AwsError(
        'IdempotentParameterMismatchException',
        'DynamoDB rejected the request because you retried a request with a different payload but with an idempotent token that was already used.',
      );
    },
    remember(key, request, now) {
      if (now - swept >= BETWEEN_SWEEPS) {
        expire.run(now);
        swept = now;
      }
      insert.run(key, digest(request), now + LIFE);
    },
  };
}
