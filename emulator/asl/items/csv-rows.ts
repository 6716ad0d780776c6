const QUOTE = '"';

/**
 * The rows of a CSV text. Fields may stand in double quotes, and then hold delimiters, line ends and doubled
 * quotes. Empty lines are passed over.
 */
export async function* csvRows(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<string[]> {
  let row: string[] = [];
  let field = '';
  let quoted = false;
  let closed = false;
  let carriage = false;
  const endField = (): void => {
    row.push(field);
    field = '';
    closed = false;
  };
  for await (const chunk of text) {
    for (const char of chunk) {
      if (carriage && char === '\n') {
        carriage = false;
        continue;
      }
      carriage = false;
      if (quoted) {
        if (char === QUOTE) {
          quoted = false;
          closed = true;
        } else field += char;
      } else if (char === QUOTE && closed) {
        field += QUOTE;
        quoted = true;
        closed = false;
      } else if (char === QUOTE && field === '') quoted = true;
      else if (char === delimiter) endField();
      else if (char === '\n' || char === '\r') {
        carriage = char === '\r';
        const empty = row.length === 0 && field === '' && !closed;
        endField();
        if (!empty) yield row;
        row = [];
      } else field += char;
    }
  }
  if (row.length > 0 || field !== '' || closed) {
    endField();
    yield row;
  }
}
