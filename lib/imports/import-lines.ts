import type { DomainError } from '../errors.ts';
import { type Problem, problemOf } from '../http/problem.ts';
import type { Json, JsonObject } from '../json.ts';
import type { PublishAnswer } from '../publishing/publish-request.ts';
import { type CsvRow, csvEvent } from './csv-event.ts';

export type ImportFormat = 'jsonl' | 'csv';

/** A line of the file; `index` counts from 0, without a header. */
export interface ImportLine {
  readonly index: number;
  readonly value: Json;
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

/** The line's number in the file, as an editor counts; a CSV file has a header above. */
const numberOf = (index: number, format: ImportFormat): number => index + (format === 'csv' ? 2 : 1);

/**
 * Publishes the events of some lines of a file. A bad line does not hold up the good ones.
 * Idempotency key: tenant and event id, so a file may be dropped twice.
 */
export async function importLines(
  lines: readonly ImportLine[],
  format: ImportFormat,
  publish: (events: readonly Json[]) => Promise<readonly PublishAnswer[]>,
): Promise<ImportResult> {
  const events = lines.map(({ value }): Json => (format === 'csv' ? (csvEvent(value as CsvRow) as JsonObject) : value));
  const answers = await publish(events);
  const rejected = answers.flatMap((answer) => {
    const line = lines[answer.index];
    return answer.accepted || !line
      ? []
      : [{ line: numberOf(line.index, format), problem: problemOfLine(answer.error), value: line.value }];
  });
  return {
    accepted: answers.filter((answer) => answer.accepted && !answer.repeated).length,
    repeated: answers.filter((answer) => answer.accepted && answer.repeated).length,
    rejected: rejected.length,
    report: rejected.map((entry) => `${JSON.stringify(entry)}\n`).join(''),
  };
}
