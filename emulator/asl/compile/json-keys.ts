/** What JSON.parse does not tell of a text. */
export interface JsonShape {
  /** Keys that an object has twice, with the place of the object: `/States`, `/States/A/Parameters`. */
  readonly repeated: readonly { readonly key: string; readonly location: string }[];
  readonly depth: number;
}

interface Level {
  readonly keys: Set<string> | undefined;
  readonly location: string;
  index: number;
  key: string;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]/gs;

/** Goes through a text that JSON.parse has accepted. */
export function jsonShape(text: string): JsonShape {
  const repeated: { key: string; location: string }[] = [];
  const levels: Level[] = [];
  let depth = 0;
  let last = '';
  for (const [token] of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === '{' || token === '[') {
      const location = level === undefined ? '' : placeIn(level);
      levels.push({ keys: token === '{' ? new Set() : undefined, location, index: 0, key: '' });
      depth = Math.max(depth, levels.length);
    } else if (token === '}' || token === ']') levels.pop();
    else if (token === ',' && level !== undefined) level.index++;
    else if (token === ':' && level?.keys !== undefined) {
      level.key = JSON.parse(last) as string;
      if (level.keys.has(level.key)) repeated.push({ key: level.key, location: level.location });
      level.keys.add(level.key);
    }
    last = token;
  }
  return { repeated, depth };
}

const placeIn = (level: Level): string =>
  level.keys === undefined ? `${level.location}[${level.index}]` : `${level.location}/${level.key}`;
