import type { ParseArgsConfig } from 'node:util';
import type { Context } from './context.ts';

export type Options = NonNullable<ParseArgsConfig['options']>;
export type Values = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

/** One command. */
export interface Command {
  /** One line, for the list of commands. */
  readonly summary: string;
  /** What follows the command's name, such as `ID [--rule NAME]`. */
  readonly usage: string;
  /** A line for each option, as help shows it. */
  readonly help?: readonly string[];
  readonly options?: Options;
  /** How many words it takes, least and most. */
  readonly words: readonly [number, number];
  /** @returns the exit code; nothing: 0 */
  run(words: readonly string[], values: Values, context: Context): Promise<number | undefined>;
}

/** Every value of an option that may be repeated, or hold several parted by commas. */
export const listOf = (value: Values[string]): string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).flatMap((each) => String(each).split(','));
