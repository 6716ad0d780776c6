/** A piece of a template: text as it is, or a placeholder and whether it stands inside quotes. */
export type Piece = string | { readonly name: string; readonly quoted: boolean };

const PLACEHOLDER = /<([\w.-]+)>/y;

/**
 * Takes an InputTemplate apart.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function piecesOf(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let quoted = false;
  let text = '';
  for (let i = 0; i < template.length; ) {
    const character = template.charAt(i);
    if (character === '<') {
      PLACEHOLDER.lastIndex = i;
      const name = PLACEHOLDER.exec(template)?.[1];
      if (name !== undefined) {
        if (text !== '') pieces.push(text);
        text = '';
        pieces.push({ name, quoted });
        i = PLACEHOLDER.lastIndex;
        continue;
      }
    }
    if (quoted && character === '\\') {
      text += template.slice(i, i + 2);
      i += 2;
      continue;
    }
    if (character === '"') quoted = !quoted;
    text += character;
    i++;
  }
  if (text !== '') pieces.push(text);
  return pieces;
}

/** The names that a template refers to. */
export const placeholdersOf = (pieces: readonly Piece[]): string[] =>
  pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.name]));

/**
 * The value of a placeholder as it appears in the output.
 * - Bare, it is JSON: EventBridge puts the quotes around strings.
 * - Inside quotes a string stands without its own quotes and is not escaped; objects and arrays
 *   lose their quotes, so that the text around them stays a string.
 * @param json the value's JSON text; undefined where the path found nothing: an empty text
 */
export function fill(json: string | undefined, quoted: boolean): string {
  if (!quoted) return json ?? '""';
  if (json === undefined) return '';
  if (json.startsWith('"')) return JSON.parse(json) as string;
  return json.startsWith('{') || json.startsWith('[') ? json.replaceAll('"', '') : json;
}
