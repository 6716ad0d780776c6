/** `open`: a cell's quotes are not closed yet. */
export type CsvRowResult =
  | { readonly state: 'whole'; readonly cells: readonly string[] }
  | { readonly state: 'open' }
  | { readonly state: 'broken'; readonly fault: string };

/** A cell in quotes: a doubled quote is one, and commas and line ends are text. */
const QUOTED = /"((?:[^"]|"")*)("?)/y;
const PLAIN = /[^,]*/y;

/**
 * Reads a row of comma-separated values. A quote within a cell that does not begin with one is text.
 * https://www.rfc-editor.org/rfc/rfc4180
 */
export function parseCsvRow(text: string): CsvRowResult {
  const cells: string[] = [];
  for (let at = 0; ; at++) {
    const form = text[at] === '"' ? QUOTED : PLAIN;
    form.lastIndex = at;
    const [all = '', inner, closing] = form.exec(text) ?? [];
    if (closing === '') return { state: 'open' };
    cells.push(inner === undefined ? all : inner.replaceAll('""', '"'));
    at += all.length;
    if (at >= text.length) return { state: 'whole', cells };
    if (text[at] !== ',') return { state: 'broken', fault: `has text after the quotes of cell ${cells.length}` };
  }
}
