// One execution environment of a function: runs inside a worker thread, with the function's own
// environment and nothing of the host's. It is plain JavaScript, as the function's code is.

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';

const { folder, handler: handlerName, jsonLogs, minimumLevel } = workerData;
const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
let current; // the invocation that runs: {requestId, deadline, timers}

const post = (message) => parentPort.postMessage(message);
const log = (text) => post({ kind: 'log', text });

const shown = (value) =>
  value instanceof Error
    ? { errorType: value.name, errorMessage: value.message, stackTrace: (value.stack ?? '').split('\n') }
    : value;

function consoleMethod(level) {
  return (...values) => {
    if (jsonLogs) {
      if (LEVELS.indexOf(level) < LEVELS.indexOf(minimumLevel)) return;
      const [first] = values;
      const message =
        values.length === 1 && typeof first === 'object' && first !== null ? shown(first) : format(...values);
      log(
        JSON.stringify({
          timestamp: new Date().toISOString(),
          level,
          ...(current ? { requestId: current.requestId } : {}),
          message,
        }),
      );
    } else log(`${new Date().toISOString()}\t${current?.requestId ?? 'undefined'}\t${level}\t${format(...values)}`);
  };
}
for (const [name, level] of Object.entries({
  log: 'INFO',
  info: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
  debug: 'DEBUG',
  trace: 'TRACE',
  fatal: 'FATAL',
})) {
  console[name] = consoleMethod(level);
}
const write = (chunk) => {
  for (const line of String(chunk).replace(/\n$/, '').split('\n')) log(line);
  return true;
};
process.stdout.write = write;
process.stderr.write = write;

const errorOf = (error) => {
  if (
    error instanceof Error ||
    (typeof error === 'object' && error !== null && 'message' in error && 'name' in error)
  ) {
    return { errorType: error.name, errorMessage: error.message, trace: String(error.stack ?? '').split('\n') };
  }
  return { errorType: typeof error, errorMessage: format(error), trace: [] };
};

class UserCodeError extends Error {
  constructor(type, message) {
    super(message);
    this.name = type;
  }
}

function findFile(base) {
  for (const ending of ['.js', '.mjs', '.cjs']) if (existsSync(base + ending)) return base + ending;
  throw new UserCodeError(
    'Runtime.ImportModuleError',
    `Error: Cannot find module '${path.basename(base)}'\nRequire stack:\n- /var/runtime/index.mjs`,
  );
}

async function load() {
  const slash = handlerName.lastIndexOf('/');
  const dot = handlerName.indexOf('.', slash + 1);
  if (dot < 0) throw new UserCodeError('Runtime.MalformedHandlerName', 'Bad handler');
  const base = path.join(folder, handlerName.slice(0, dot));
  const file = findFile(base);
  let loaded;
  try {
    // A CommonJS bundle is required, not imported: it keeps `require` cheap and exports as they are.
    const isModule = file.endsWith('.mjs') || (file.endsWith('.js') && packageType(path.dirname(file)) === 'module');
    loaded = isModule ? await import(pathToFileURL(file).href) : createRequire(file)(file);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new UserCodeError('Runtime.UserCodeSyntaxError', `SyntaxError: ${error.message}`);
    throw error;
  }
  const found = handlerName
    .slice(dot + 1)
    .split('.')
    .reduce((value, name) => value?.[name] ?? value?.default?.[name], loaded);
  if (typeof found !== 'function')
    throw new UserCodeError('Runtime.HandlerNotFound', `${handlerName} is undefined or not exported`);
  return found;
}

function packageType(from) {
  for (let dir = from; dir.startsWith(folder); dir = path.dirname(dir)) {
    const file = path.join(dir, 'package.json');
    if (existsSync(file)) return createRequire(file)(file).type;
  }
  return 'commonjs';
}

function contextOf({ requestId, deadline, functionArn, traceId }, settle) {
  if (traceId) process.env._X_AMZN_TRACE_ID = traceId;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    invokedFunctionArn: functionArn,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done: (error, result) => (error ? settle.reject(error) : settle.resolve(result)),
    succeed: settle.resolve,
    fail: settle.reject,
  };
}

function run(handler, invocation) {
  return new Promise((resolve, reject) => {
    const context = contextOf(invocation, { resolve, reject });
    const callback = (error, result) => (error === null || error === undefined ? resolve(result) : reject(error));
    const answer = handler(JSON.parse(invocation.payload), context, callback);
    if (answer !== undefined && typeof answer?.then === 'function') answer.then(resolve, reject);
    // A handler that is not async and answers through its callback returns nothing of meaning.
  });
}

const crash = (error) => {
  post({ kind: 'crash', requestId: current?.requestId, error: errorOf(error) });
};
process.on('uncaughtException', crash);
process.on('unhandledRejection', (reason) =>
  crash(
    new UserCodeError(
      'Runtime.UnhandledPromiseRejection',
      reason instanceof Error ? `${reason.name}: ${reason.message}` : format(reason),
    ),
  ),
);

let handler;
try {
  handler = await load();
  post({ kind: 'ready' });
} catch (error) {
  post({ kind: 'init-failed', error: errorOf(error) });
}

parentPort.on('message', (invocation) => {
  if (invocation.credentials) Object.assign(process.env, invocation.credentials);
  current = invocation;
  const { requestId } = invocation;
  run(handler, invocation)
    .then((result) => {
      const payload = result === undefined ? 'null' : JSON.stringify(result);
      post({ kind: 'result', requestId, payload: payload ?? 'null' });
    })
    .catch((error) => {
      console.error(
        jsonLogs
          ? error instanceof Error
            ? error
            : errorOf(error)
          : `Invoke Error \t${JSON.stringify({ ...errorOf(error), trace: undefined, stack: errorOf(error).trace })}`,
      );
      post({ kind: 'error', requestId, error: errorOf(error) });
    });
});
