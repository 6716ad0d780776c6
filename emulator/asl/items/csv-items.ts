import type { ItemReader } from '../definition.ts';
import { type Json, setKey } from '../json.ts';
import { StatesError } from '../states-error.ts';
import { csvRows } from './csv-rows.ts';

/**
 * The rows of a CSV text as objects. A short row has empty texts for the rest; what a row has beyond the
 * headers is left out.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 * @throws StatesError States.ItemReaderFailed
 */
export async function* csvItems(reader: ItemReader, text: AsyncIterable<string>): AsyncGenerator<Json> {
  let headers = reader.csvHeaderLocation === 'GIVEN' ? (reader.csvHeaders ?? []) : undefined;
  if (headers !== undefined) checkHeaders(headers);
  for await (const row of csvRows(text, reader.csvDelimiter ?? ',')) {
    if (headers === undefined) {
      headers = row;
      checkHeaders(headers);
    } else yield objectOf(headers, row);
  }
}

function objectOf(headers: readonly string[], row: readonly string[]): Json {
  const item: Record<string, Json> = {};
  headers.forEach((header, i) => {
    setKey(item, header, row[i] ?? '');
  });
  return item;
}

function checkHeaders(headers: readonly string[]): void {
  if (new Set(headers).size < headers.length) {
    throw new StatesError('States.ItemReaderFailed', 'CSV headers cannot contain duplicates.');
  }
}
