// The console and the standard streams of a function, in Lambda's two log formats.
// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html

import { format } from 'node:util';

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const METHODS = {
  log: 'INFO',
  info: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
  debug: 'DEBUG',
  trace: 'TRACE',
  fatal: 'FATAL',
};

const errorFields = (error) => ({
  errorType: error.constructor?.name ?? 'UnknownError',
  errorMessage: error.message,
  stackTrace: typeof error.stack === 'string' ? error.stack.split('\n') : error.stack,
});
const replaced = (_key, value) => (value instanceof Error ? { ...errorFields(value), ...value } : value);

function jsonLine(record, values) {
  const [only] = values;
  if (values.length > 1) {
    const error = values.slice(1).find((value) => value instanceof Error);
    return JSON.stringify({ ...record, message: format(...values), ...(error ? errorFields(error) : {}) });
  }
  try {
    return JSON.stringify({ ...record, message: only }, replaced);
  } catch {
    return JSON.stringify({ ...record, message: format(only) });
  }
}

/** @param log takes one entry; `current` gives the invocation that runs, if one does */
export function patchConsole({ jsonLogs, minimumLevel, log, current }) {
  const least = LEVELS.indexOf(minimumLevel);
  const write = (level, values) => {
    const timestamp = new Date().toISOString();
    const requestId = current()?.requestId;
    if (!jsonLogs) log(`${timestamp}\t${requestId}\t${level}\t${format(...values)}`);
    else if (LEVELS.indexOf(level) >= least) log(jsonLine({ timestamp, level, requestId }, values));
  };
  for (const [name, level] of Object.entries(METHODS)) console[name] = (...values) => write(level, values);

  // What is written past the console goes to the log line by line, as it is.
  const raw = (chunk, encoding, callback) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    for (const line of text.replace(/\n$/, '').split('\n')) log(line);
    const done = typeof encoding === 'function' ? encoding : callback;
    if (done) process.nextTick(done);
    return true;
  };
  process.stdout.write = raw;
  process.stderr.write = raw;
}
