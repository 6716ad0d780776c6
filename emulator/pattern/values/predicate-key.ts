import type { Predicate } from '../pattern.ts';

/** A text that two alternatives share exactly if they say the same. */
export function predicateKey(predicate: Predicate): string {
  if (predicate.kind !== 'anything-but') return Object.values(predicate).join('\0');
  return ['anything-but', ...new Set(predicate.exclusions.map(predicateKey).sort())].join('\u0001');
}
