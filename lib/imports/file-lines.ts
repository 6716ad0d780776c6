/** More bytes than this fit neither into a state's input beside the others, nor, as an event, on the bus. */
export const LONGEST_LINE = 190_000;
/** Of a line that is too long, so much is told. */
const TOLD = 200;

/** A line of a file, without its end. `fault`: why there is no reading it; `text` is then its beginning. */
export interface FileLine {
  readonly text: string;
  readonly fault?: string;
}

const NEWLINE = 0x0a;
const strict = new TextDecoder('utf-8', { fatal: true });
const lenient = new TextDecoder('utf-8');

function lineOf(bytes: Uint8Array, length: number): FileLine {
  if (length > LONGEST_LINE) {
    return { text: lenient.decode(bytes.subarray(0, TOLD)), fault: `has ${length} bytes, and ${LONGEST_LINE} may be` };
  }
  try {
    return { text: strict.decode(bytes) };
  } catch {
    return { text: lenient.decode(bytes), fault: 'is not UTF-8' };
  }
}

/** The lines of a file, one after the other; of a line that is too long, no more than its beginning is kept. */
export async function* fileLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<FileLine> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const add = (part: Uint8Array): void => {
    if (length <= LONGEST_LINE) parts.push(part);
    length += part.length;
  };
  const end = (): FileLine => {
    const line = lineOf(Buffer.concat(parts), length);
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let to = chunk.indexOf(NEWLINE); to !== -1; to = chunk.indexOf(NEWLINE, from)) {
      add(chunk.subarray(from, to));
      yield end();
      from = to + 1;
    }
    if (from < chunk.length) add(chunk.subarray(from));
  }
  if (length > 0) yield end();
}
