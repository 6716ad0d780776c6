import type { InputType, ItemReader } from '../definition.ts';
import type { Json } from '../json.ts';
import { StatesError } from '../states-error.ts';
import { csvItems } from './csv-items.ts';
import { jsonArray } from './json-array.ts';
import { jsonLines } from './json-lines.ts';
import { textChunks } from './text-chunks.ts';

type Read = (reader: ItemReader, text: AsyncIterable<string>) => AsyncGenerator<Json>;

const READERS: Readonly<Partial<Record<InputType, Read>>> = {
  CSV: csvItems,
  JSON: (reader, text) => jsonArray(text, reader.itemsPointer),
  JSONL: (_reader, text) => jsonLines(text),
};

/**
 * The items in the bytes of an S3 object, one after the other, at most `most` (0: all). The bytes are read as
 * far as they are needed.
 * @throws StatesError States.ItemReaderFailed
 */
export async function* objectItems(
  reader: ItemReader,
  bytes: AsyncIterable<Uint8Array>,
  most = 0,
): AsyncGenerator<Json> {
  const read = READERS[reader.inputType ?? 'JSON'];
  if (read === undefined) {
    const cause = `Objects of the input type ${reader.inputType} are not read by this emulator`;
    throw new StatesError('States.ItemReaderFailed', cause);
  }
  let count = 0;
  for await (const item of read(reader, textChunks(bytes))) {
    yield item;
    if (++count === most) return;
  }
}
