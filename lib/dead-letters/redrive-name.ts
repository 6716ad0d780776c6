import { createHash } from 'node:crypto';

/**
 * Names the replay of a window of dead letters. Two windows never share a name: the second would be taken for the
 * first, started already, and its letters deleted without having been replayed.
 * @param now milliseconds since 1970
 */
export function redriveName(ruleArn: string, from: Date, to: Date, now: number): string {
  const window = `${ruleArn} ${from.toISOString()} ${to.toISOString()}`;
  return `redrive.${now.toString(36)}.${createHash('sha256').update(window).digest('hex').slice(0, 16)}`;
}
