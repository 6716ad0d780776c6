import type { DatabaseSync } from 'node:sqlite';

/**
 * The format of what lies in a data folder: tables, keys, and the values of collections. Counted up by whoever
 * changes them so that an emulator of before could not read the folder, or this one not a folder of before.
 * docs/decisions/0017-folders-say-their-format.md
 */
export const FORMAT = 1;

const versionOf = (database: DatabaseSync): number =>
  Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);

const isEmpty = (database: DatabaseSync): boolean =>
  database.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get() === undefined;

/** Writes the format into a database that is empty. */
export const markFormat = (database: DatabaseSync): void => {
  if (isEmpty(database)) database.exec(`PRAGMA user_version = ${FORMAT}`);
};

/** Why a database cannot be used, and what to do; undefined where it can. */
export function formatProblem(database: DatabaseSync, folder: string): string | undefined {
  const found = versionOf(database);
  if (found === FORMAT || isEmpty(database)) return undefined;
  if (found > FORMAT) {
    return `${folder} was written by a newer emulator (format ${found}; this one reads ${FORMAT}). Update this one, or name another folder with --data.`;
  }
  return `${folder} was written by an older emulator (format ${found}; this one reads ${FORMAT}), and there is no way to convert it. Delete it and deploy anew, or name another folder with --data.`;
}
