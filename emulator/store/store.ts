/** A value SQLite stores as it is. */
export type SqlValue = string | number | bigint | null | Uint8Array;
export type Row = Record<string, SqlValue>;

/** A prepared statement. `run` joins the group transaction that is open, or opens one. */
export interface Statement<R = Row> {
  run(...values: SqlValue[]): { changes: number; lastInsertRowid: number };
  /** The same for a change that gives rows back (`RETURNING`). */
  change(...values: SqlValue[]): R[];
  get(...values: SqlValue[]): R | undefined;
  all(...values: SqlValue[]): R[];
  iterate(...values: SqlValue[]): Iterable<R>;
}

/**
 * Documents by key, for resources that are few and read often (queues, rules, functions).
 * All of them are held in memory; a change is written through. Treat what comes out as frozen:
 * change a copy and `put` it.
 */
export interface Collection<T extends object> {
  get(key: string): T | undefined;
  has(key: string): boolean;
  put(key: string, value: T): void;
  delete(key: string): boolean;
  /** In the order of their keys, which is that of UTF-16 code units. */
  entries(prefix?: string): [string, T][];
  values(prefix?: string): T[];
  readonly size: number;
}

/**
 * The one SQLite file. Writes of many requests share a transaction (group commit); an answer
 * leaves the process after `committed()`. There is one writer: this process.
 */
export interface Store {
  /** @param name `<service>.<things>`; a second call with the same name gives the same collection */
  collection<T extends object>(name: string): Collection<T>;
  /** Creates a service's own tables, for what is much (messages, archived events, histories). Idempotent DDL, names `<service>_<things>`. */
  schema(statements: string): void;
  prepare<R = Row>(sql: string): Statement<R>;
  /** All writes in `change` happen or, where it throws, none. `change` must not await. May be nested. */
  atomic<T>(change: () => T): T;
  /** Calls `undo` if the atomic block that is open fails, for what is derived from its changes in memory. */
  onRollback(undo: () => void): void;
  /** Resolves once everything written up to now would survive `kill -9`. */
  committed(): Promise<void>;
  close(): void;
}
