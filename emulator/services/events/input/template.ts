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

/** The value of a placeholder as it appears in the output. @param json undefined where the path found nothing */
export type Fill = (json: string | undefined, quoted: boolean) => string;

/** In an object values stay JSON. Inside quotes only a string loses its own; its escapes stay as they are. */
const intoObject: Fill = (json, quoted) => {
  if (!quoted) return json ?? '""';
  return json?.startsWith('"') ? json.slice(1, -1) : (json ?? '');
};

/** In texts and lists a string stands as it is, and everything else without quotes: what comes of it may be no JSON. */
const intoText: Fill = (json = '') => (json.startsWith('"') ? (JSON.parse(json) as string) : json.replaceAll('"', ''));

export const filler = (template: string): Fill => (template.trimStart().startsWith('{') ? intoObject : intoText);
