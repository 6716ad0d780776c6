// One execution environment of a function: runs inside a worker thread, with the function's own
// environment variables and nothing of the host's. Plain JavaScript, as the function's code is.
// It behaves as AWS's runtime interface client for Node.js does; what it says to the thread that
// started it is the type `Message` of `environment.ts`.

import { getHeapStatistics } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { patchConsole } from './worker/console.mjs';
import { errorOf, formatted, RuntimeError } from './worker/errors.mjs';
import { loadHandler } from './worker/load-handler.mjs';
import { contextOf, run } from './worker/run.mjs';

const { turn, folder, handler: handlerName, runtime } = workerData;
const MEGABYTE = 2 ** 20;

/** The invocation that runs. */
let current;

const memory = () => {
  const { total_heap_size: heap, external_memory: external } = getHeapStatistics();
  return Math.ceil((heap + external) / MEGABYTE);
};
const post = (message) => parentPort.postMessage({ ...message, memory: memory() });

patchConsole({ ...workerData, log: (text) => parentPort.postMessage({ kind: 'log', text }), current: () => current });
process.cwd = () => folder;

function crash(title, error) {
  console.error(title, formatted(error));
  post({ kind: 'crash', error: errorOf(error) });
}
process.on('uncaughtException', (error) => crash('Uncaught Exception', error));
process.on('unhandledRejection', (reason) =>
  crash(
    'Unhandled Promise Rejection',
    Object.assign(new RuntimeError('Runtime.UnhandledPromiseRejection', String(reason)), { reason, promise: {} }),
  ),
);

/** Stands still until the next invocation comes, unless it has come already. */
function freeze(served) {
  while (Atomics.load(turn, 0) === served) Atomics.wait(turn, 0, served);
}

let handler;
try {
  handler = await loadHandler({ folder, handlerName, runtime });
  post({ kind: 'ready' });
} catch (error) {
  console.error('Uncaught Exception', formatted(error));
  post({ kind: 'init-failed', error: errorOf(error) });
}

parentPort.on('message', async (invocation) => {
  Object.assign(process.env, invocation.credentials);
  process.env._X_AMZN_TRACE_ID = invocation.traceId;
  current = invocation;
  try {
    post({ kind: 'result', payload: await run(handler, invocation, contextOf(invocation, runtime)) });
  } catch (error) {
    console.error('Invoke Error', formatted(error));
    post({ kind: 'error', error: errorOf(error) });
  }
  freeze(invocation.turn);
});
