import type { JsonObject } from '../json.ts';
import { parseCsvRow } from './csv-row.ts';
import { type FileLine, LONGEST_LINE } from './file-lines.ts';
import { NOTHING, type ReadableLine, unreadable, written } from './readable-line.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** Lines that one row may have: quotes that nobody closes would else take the whole file with them. */
const MOST_LINES = 1000;

const withoutReturn = (text: string): string => text.replace(/\r$/, '');

/** @throws UnreadableFileError */
function columnsOf({ text, fault }: FileLine): readonly string[] {
  const row = parseCsvRow(withoutReturn(text));
  if (fault !== undefined) throw new UnreadableFileError(`The header ${fault}.`);
  if (row.state !== 'whole') {
    throw new UnreadableFileError(`The header ${row.state === 'open' ? 'has quotes that nobody closes' : row.fault}.`);
  }
  const twice = row.cells.find((name, index) => name.trim() === '' || row.cells.indexOf(name) !== index);
  if (twice === undefined) return row.cells;
  throw new UnreadableFileError(
    twice.trim() === '' ? 'The header has a column without a name.' : `The header has "${twice}" twice.`,
  );
}

/** Lines that have been read and are not yet part of a row. */
class OpenRow {
  readonly #columns: readonly string[];
  #lines: FileLine[] = [];
  #bytes = 0;

  constructor(columns: readonly string[]) {
    this.#columns = columns;
  }

  /** The rows that a further line completes. */
  *add(line: FileLine): Generator<ReadableLine> {
    this.#lines.push(line);
    this.#bytes += line.text.length;
    // Without a quote, it cannot close what is open.
    if (this.#lines.length === 1 || line.fault !== undefined || line.text.includes('"') || this.#isTooLong)
      yield* this.#take(false);
  }

  *end(): Generator<ReadableLine> {
    yield* this.#take(true);
  }

  get #isTooLong(): boolean {
    return this.#lines.length > MOST_LINES || this.#bytes > LONGEST_LINE;
  }

  /**
   * Takes rows off as long as there are whole ones. What is broken, or never closed, costs its first line only:
   * reading goes on in the line after it.
   */
  *#take(isEnd: boolean): Generator<ReadableLine> {
    for (let [first] = this.#lines; first; [first] = this.#lines) {
      if (first.fault !== undefined || first.text.trim() === '') {
        yield first.fault === undefined ? NOTHING : unreadable(first.fault, first.text);
        this.#drop(1);
        continue;
      }
      const row = this.#row();
      if (row.state === 'open' && !isEnd && !this.#isTooLong) return;
      if (row.state === 'whole') {
        yield this.#written(row.cells);
        for (let line = 1; line < row.lines; line++) yield NOTHING;
        this.#drop(row.lines);
      } else {
        yield unreadable(row.state === 'open' ? 'opens quotes that nobody closes' : row.fault, first.text);
        this.#drop(1);
      }
    }
  }

  /** The row that begins with the first line, of as few lines as it has. */
  #row() {
    let text = '';
    for (const [index, line] of this.#lines.entries()) {
      if (line.fault !== undefined) return { state: 'open' } as const;
      text = index === 0 ? line.text : `${text}\n${line.text}`;
      if (index > 0 && !line.text.includes('"')) continue;
      const row = parseCsvRow(withoutReturn(text));
      if (row.state !== 'open') return { ...row, lines: index + 1 };
    }
    return { state: 'open' } as const;
  }

  #written(cells: readonly string[]): ReadableLine {
    const [{ text } = { text: '' }] = this.#lines;
    if (cells.length !== this.#columns.length) {
      return unreadable(`has ${cells.length} cells, and the header has ${this.#columns.length} columns`, text);
    }
    return written(
      Object.fromEntries(this.#columns.map((name, index) => [name, cells[index] ?? ''])) as JsonObject,
      text,
    );
  }

  #drop(count: number): void {
    for (const { text } of this.#lines.splice(0, count)) this.#bytes -= text.length;
  }
}

/**
 * Comma-separated values: the header names attributes of an event, and members of its data as `data.<member>`. A row of
 * several lines stands in its first; the header and blank lines are nothing.
 * @throws UnreadableFileError for a header that is none
 */
export async function* csvLines(lines: AsyncIterable<FileLine>): AsyncGenerator<ReadableLine> {
  let row: OpenRow | undefined;
  for await (const line of lines) {
    if (row) yield* row.add(line);
    else {
      row = new OpenRow(columnsOf(line));
      yield NOTHING;
    }
  }
  if (row) yield* row.end();
}
