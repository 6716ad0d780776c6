import { csvLines } from './csv-lines.ts';
import { type FileLine, fileLines } from './file-lines.ts';
import type { ImportFormat } from './import-lines.ts';
import { jsonLines } from './json-lines.ts';
import type { ReadableLine } from './readable-line.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** What S3 takes in one piece. */
const MOST_BYTES = 5 * 1024 ** 3;

/** A file that was dropped. */
export interface DroppedFile {
  readonly key: string;
  /** From its beginning. Whatever the second reading finds must be what the first found. */
  read(): Promise<AsyncIterable<Uint8Array>>;
  /** Writes a copy of so many bytes beside it. @returns the copy's key */
  write(chunks: AsyncIterable<Uint8Array>, bytes: number): Promise<string>;
}

/** What the workflow is to read. */
export interface CheckedFile {
  readonly key: string;
  readonly format: ImportFormat;
  readonly lines: number;
}

const READERS: Readonly<Record<ImportFormat, (lines: AsyncIterable<FileLine>) => AsyncGenerator<ReadableLine>>> = {
  jsonl: jsonLines,
  csv: csvLines,
};

/** S3 takes no pieces of less than 8 KB. */
const PIECE = 65_536;

async function* encoded(lines: AsyncIterable<ReadableLine>): AsyncGenerator<Uint8Array> {
  let text = '';
  for await (const { json } of lines) {
    text += `${json}\n`;
    if (text.length < PIECE) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

/**
 * Sees to it that a workflow can read every line of a file: its reader gives the whole file up for one line that is not
 * JSON. Where the file is not JSON lines of objects throughout, a copy is written that is, line by line.
 * @throws UnreadableFileError
 */
export async function checkFile(file: DroppedFile): Promise<CheckedFile> {
  const format: ImportFormat = /\.csv$/i.test(file.key) ? 'csv' : 'jsonl';
  const read = async () => READERS[format](fileLines(await file.read()));
  let [lines, bytes, same] = [0, 0, true];
  for await (const line of await read()) {
    lines++;
    bytes += Buffer.byteLength(line.json) + 1;
    same &&= line.same;
  }
  if (same) return { key: file.key, format, lines };
  if (bytes > MOST_BYTES)
    throw new UnreadableFileError('The file is too large to be mended; cut it into parts of 1 GB.');
  return { key: await file.write(encoded(await read()), bytes), format, lines };
}
