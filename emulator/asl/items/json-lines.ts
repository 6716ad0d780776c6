import type { Json } from '../json.ts';
import { StatesError } from '../states-error.ts';

/** The items of JSON lines; blank lines are passed over. @throws StatesError States.ItemReaderFailed */
export async function* jsonLines(text: AsyncIterable<string>): AsyncGenerator<Json> {
  let open = '';
  let line = 0;
  const parse = (source: string): Json => {
    try {
      return JSON.parse(source) as Json;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new StatesError('States.ItemReaderFailed', `Line ${line} cannot be parsed as JSON: ${message}`);
    }
  };
  for await (const chunk of text) {
    const lines = `${open}${chunk}`.split('\n');
    open = lines.pop() ?? '';
    for (const source of lines) {
      line++;
      if (source.trim() !== '') yield parse(source);
    }
  }
  line++;
  if (open.trim() !== '') yield parse(open);
}
