import { fdatasyncSync, openSync } from 'node:fs';
import { setPriority } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * Copies SQLite's log into the database each time it is asked, in a connection of its own, and says when it is done.
 * SQLite itself waits for the disk only where a copy was complete, which is later and on the thread that answers
 * requests; so it is waited for here. The file stays open: whoever closes one loses all of the process's locks on it.
 */
// Linux has a priority for each thread, and no answer waits for this one. Elsewhere it would be the whole process's.
if (process.platform === 'linux') setPriority(10);
const file = String(workerData);
const database = new DatabaseSync(file);
database.exec('PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0');
const checkpoint = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');
const descriptor = openSync(file, 'r+');

parentPort?.on('message', () => {
  checkpoint.get();
  fdatasyncSync(descriptor);
  parentPort?.postMessage('done');
});
