import { type DomainError, InvalidInputError, UnavailableError } from '../errors.ts';
import { type Problem, problemOf, RETRYABLE } from '../http/problem.ts';
import type { Json } from '../json.ts';
import type { PublishAnswer } from '../publishing/publish-request.ts';
import { type CsvRow, csvEvent } from './csv-event.ts';
import { type ImportValue, isEvent, isUnreadable } from './readable-line.ts';

export type ImportFormat = 'jsonl' | 'csv';

/** A line of the file, as `checkFile` has left it; `index` counts from 0. */
export interface ImportLine {
  readonly index: number;
  readonly value: ImportValue;
}

export interface ImportResult {
  readonly accepted: number;
  readonly repeated: number;
  readonly rejected: number;
  /** One line of JSON for each that was rejected: its number in the file, why, and what it said. Empty: none was. */
  readonly report: string;
}

/** A problem whose pointers begin at the line and not at the batch it was published in. */
function problemOfLine(error: DomainError): Problem {
  const { errors, ...problem } = problemOf(error);
  if (!errors) return problem;
  return {
    ...problem,
    errors: errors.map(({ pointer, detail }) => ({ pointer: pointer.replace(/^\/\d+/, ''), detail })),
  };
}

interface Rejection {
  readonly index: number;
  readonly error: DomainError;
  readonly value: Json;
}

function unreadableOf({ index, value }: ImportLine): readonly Rejection[] {
  if (!isUnreadable(value)) return [];
  const [reason, text] = value;
  const error = new InvalidInputError(`The line ${reason}`, [{ pointer: '', detail: reason }]);
  return [{ index, error, value: text }];
}

/**
 * Publishes the events of some lines of a file. A bad line does not hold up the good ones.
 * Idempotency key: tenant and event id, so a file may be dropped twice.
 * @throws UnavailableError where trying again will do: what it says of no line is the line's fault
 */
export async function importLines(
  lines: readonly ImportLine[],
  format: ImportFormat,
  publish: (events: readonly Json[]) => Promise<readonly PublishAnswer[]>,
): Promise<ImportResult> {
  const events = lines.flatMap(({ index, value }) => (isEvent(value) ? [{ index, value }] : []));
  const read = ({ value }: (typeof events)[number]): Json => (format === 'csv' ? csvEvent(value as CsvRow) : value);
  const answers = events.length === 0 ? [] : await publish(events.map(read));
  const refused = answers.flatMap((answer): readonly Rejection[] => {
    const line = events[answer.index];
    return answer.accepted || !line ? [] : [{ ...line, error: answer.error }];
  });
  const temporary = refused.filter(({ error }) => RETRYABLE.has(error.kind));
  if (temporary.length > 0) {
    throw new UnavailableError(`${temporary.length} lines could not be published: ${temporary[0]?.error.message}`);
  }
  const rejected = [...refused, ...lines.flatMap(unreadableOf)].sort((a, b) => a.index - b.index);
  const told = rejected.map(({ index, error, value }) => ({ line: index + 1, problem: problemOfLine(error), value }));
  return {
    accepted: answers.filter((answer) => answer.accepted && !answer.repeated).length,
    repeated: answers.filter((answer) => answer.accepted && answer.repeated).length,
    rejected: rejected.length,
    report: told.map((entry) => `${JSON.stringify(entry)}\n`).join(''),
  };
}
