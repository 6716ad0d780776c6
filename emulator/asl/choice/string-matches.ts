import type { Operator } from './operator.ts';

/** `*` stands for any characters; `\*` and `\\` for themselves. */
export const STRING_MATCHES = {
  StringMatches: {
    operand: 'string',
    hasPath: false,
    test: (value, pattern) =>
      typeof value === 'string' && typeof pattern === 'string' && matches(pieces(pattern), value),
  },
} as const satisfies Record<string, Operator>;

/** The fixed texts around the stars. */
function pieces(pattern: string): string[] {
  const found: string[] = [];
  let piece = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern.charAt(i);
    if (char === '*') {
      found.push(piece);
      piece = '';
    } else piece += char === '\\' && i + 1 < pattern.length ? pattern.charAt(++i) : char;
  }
  return [...found, piece];
}

/** Each piece at its first place after the one before: no backtracking, so time is linear. */
function matches(fixed: readonly string[], value: string): boolean {
  const first = fixed[0] ?? '';
  const last = fixed.at(-1) ?? '';
  if (fixed.length === 1) return value === first;
  if (!value.startsWith(first) || !value.endsWith(last) || value.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of fixed.slice(1, -1)) {
    const found = value.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= value.length - last.length;
}
