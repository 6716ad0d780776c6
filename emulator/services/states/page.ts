import { AwsError } from '../../core/aws-error.ts';

const invalid = (): AwsError => new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");

/**
 * How many results a page holds: 100 where nothing or 0 is asked for.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html
 */
export const pageSize = (maxResults: number | undefined): number => maxResults || 100;

/** Tokens belong to the request that got them: `question` is what must be the same. */
export const makeToken = (question: unknown, after: number | string): string =>
  Buffer.from(JSON.stringify([question, after])).toString('base64');

/** @throws AwsError `InvalidToken` where the token is none, or of another question */
export function readToken(question: unknown, token: string | undefined): number | string | undefined {
  if (token === undefined) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
  } catch {
    throw invalid();
  }
  if (!Array.isArray(parsed) || JSON.stringify(parsed[0]) !== JSON.stringify(question ?? null)) throw invalid();
  const after: unknown = parsed[1];
  if (typeof after !== 'number' && typeof after !== 'string') throw invalid();
  return after;
}

/** A page of a list that is in memory, in its order. */
export function pageOf<T>(
  items: readonly T[],
  question: unknown,
  maxResults: number | undefined,
  token: string | undefined,
): { readonly page: readonly T[]; readonly next: { readonly nextToken?: string } } {
  const from = Number(readToken(question, token) ?? 0);
  const end = from + pageSize(maxResults);
  return { page: items.slice(from, end), next: end < items.length ? { nextToken: makeToken(question, end) } : {} };
}
