import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';

/**
 * SQLite's log has to be copied into the database now and then, and the disk has to be waited for. A thread of
 * its own does that while the emulator goes on; what was written meanwhile is little, and copied by this one, so
 * that the log begins anew and stays small. Without this every few thousand events one answer waited for the disk.
 */
export interface Checkpoints {
  /** To be called for what is written. @param bytes about */
  wrote(bytes: number): void;
  /** To be called when a transaction has been committed. */
  committed(): void;
  close(): void;
}

/** Bytes, about: written since the last copy, after which the thread copies. */
const MUCH = 4 * 2 ** 20;
/** Once the log is that long, it is to begin anew: the thread copies again and again … */
const LONG = 64 * 2 ** 20;
/** … until so little is left, written while it copied, that this thread may copy it within a millisecond or two. */
const LITTLE = 256 * 2 ** 10;
/** Where more is always left, the log grows to this, and then this thread copies in any case. */
const TOO_LONG = 4 * LONG;

export const noCheckpoints: Checkpoints = { wrote() {}, committed() {}, close() {} };

const sizeOfLog = (file: string): number => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;

export function createCheckpoints(database: DatabaseSync, file: string): Checkpoints {
  // A process that was killed leaves its log behind, and SQLite reads all of it at every start.
  if (sizeOfLog(file) > LONG) database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const checkpoint = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  let worker: Worker | undefined;
  let busy = false;
  /** Bytes in the log, and those of them that have not been copied. */
  let [log, fresh] = [sizeOfLog(file), sizeOfLog(file)];

  const copyHere = (): void => {
    // The thread may still be at it.
    if (checkpoint.get()?.busy !== 0) return;
    log = 0;
    fresh = 0;
  };
  const start = (): Worker => {
    const made = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), {
      workerData: file,
      trackUnmanagedFds: false,
    });
    made.unref();
    made.on('message', () => {
      busy = false;
    });
    made.on('error', () => {
      busy = false;
      worker = undefined;
    });
    return made;
  };

  return {
    wrote(bytes) {
      log += bytes;
      fresh += bytes;
    },
    committed() {
      if (busy && log < TOO_LONG) return;
      if (log >= TOO_LONG || (log > LONG && fresh < LITTLE)) copyHere();
      else if (log > LONG || fresh > MUCH) {
        worker ??= start();
        busy = true;
        fresh = 0;
        worker.postMessage('copy');
      }
    },
    close() {
      worker?.terminate().catch(() => undefined);
    },
  };
}
