/**
 * Ignoring case, a character of a pattern stands for its lower and its upper case, which may be
 * several characters (ß: ß or SS) and need not include each other (K, the Kelvin sign: k or K, but k: k or K only).
 */
const formsOf = (character: string): readonly string[] => [character.toLowerCase(), character.toUpperCase()];

/** Offsets in `text` where a match of all characters of `pattern` that begins at `from` can end. */
function endsOf(pattern: string, text: string, from: number): Set<number> {
  let ends = new Set([from]);
  for (const character of pattern) {
    const next = new Set<number>();
    for (const end of ends) {
      for (const form of formsOf(character)) if (text.startsWith(form, end)) next.add(end + form.length);
    }
    if (next.size === 0) return next;
    ends = next;
  }
  return ends;
}

/** Offsets in `text` where a match of all characters of `pattern` that ends at the end can begin. */
function beginsOf(pattern: string, text: string): Set<number> {
  let begins = new Set([text.length]);
  for (const character of [...pattern].reverse()) {
    const next = new Set<number>();
    for (const begin of begins) {
      for (const form of formsOf(character)) if (text.endsWith(form, begin)) next.add(begin - form.length);
    }
    begins = next;
  }
  return begins;
}

export const equalsIgnoringCase = (pattern: string, text: string): boolean => endsOf(pattern, text, 0).has(text.length);
export const startsIgnoringCase = (pattern: string, text: string): boolean => endsOf(pattern, text, 0).size > 0;
export const endsIgnoringCase = (pattern: string, text: string): boolean => beginsOf(pattern, text).size > 0;

/**
 * What texts that are equal ignoring case have in common: if `equalsIgnoringCase(a, b)`, their keys are the same.
 * The other way round it need not be, so a hit is to be tested. Keys join: foldKey(a + b) = foldKey(a) + foldKey(b).
 */
export const foldKey = (text: string): string => text.toLowerCase().toUpperCase();
