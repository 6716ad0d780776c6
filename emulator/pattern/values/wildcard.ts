/** The pieces between the stars of a wildcard text, escapes resolved. One piece: there is no star. */
export function wildcardPieces(text: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '*') {
      pieces.push(piece);
      piece = '';
      continue;
    }
    if (text[at] === '\\') at++;
    piece += text[at] ?? '';
  }
  return [...pieces, piece];
}

/** Whether a text is the pieces in order with anything, newlines too, in the places of the stars. */
export function matchesWildcard(pieces: readonly string[], text: string): boolean {
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}
