import { createHash } from 'node:crypto';
import type { Chance } from '../../../asl/index.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * The chance of one step of an execution. It follows from the execution's seed, so that a step done again
 * after a crash draws the same.
 */
export function chanceOf(seed: string, step: number): Chance {
  let draws = 0;
  const draw = (): Buffer => digest(`${seed}/${step}/${draws++}`);
  return {
    random: () => draw().readUIntBE(0, 6) / 2 ** 48,
    uuid() {
      const hex = draw().toString('hex');
      const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4];
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    },
  };
}

/** A UUID that always follows from the same words, for names that must be found again. */
export const uuidOf = (...words: (string | number)[]): string => chanceOf(words.join('/'), 0).uuid();
