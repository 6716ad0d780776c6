// How errors are written, into the payload and into the log.

import path from 'node:path';
import { workerData } from 'node:worker_threads';

/** An error of the runtime itself. */
export class RuntimeError extends Error {
  constructor(name, message) {
    super(message);
    this.name = name;
  }
}

/** On AWS the code lies in /var/task and the runtime in /var/runtime; where they lie here is nobody's business. */
const PLACES = [
  [workerData.folder, '/var/task'],
  [path.dirname(import.meta.dirname), '/var/runtime'],
];
const onAws = (text) => PLACES.reduce((result, [here, there]) => result.replaceAll(here, there), text);
const printable = (text) => onAws(String(text)).replaceAll('\x7F', '%7F');

/** An error as it stands in the payload. */
export function errorOf(error) {
  try {
    if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
    return {
      errorType: error.name === undefined ? undefined : printable(error.name),
      errorMessage: error.message === undefined ? undefined : printable(error.message),
      trace: error.stack === undefined ? [] : printable(error.stack).split('\n'),
    };
  } catch {
    return {
      errorType: 'handled',
      errorMessage:
        'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
      trace: [],
    };
  }
}

const withProperties = (value) => {
  if (!(value instanceof Error)) return value;
  const shown = { errorType: value.name, errorMessage: value.message, code: value.code, ...value };
  return typeof value.stack === 'string' ? { ...shown, stack: value.stack.split('\n') } : shown;
};

/** An error as it stands in a log line of the text format, behind its title. */
export function formatted(error) {
  const value = error instanceof Error ? error : new Error(String(error));
  try {
    return `\t${onAws(JSON.stringify(value, (_key, item) => withProperties(item)))}`;
  } catch {
    return `\t${JSON.stringify(errorOf(value))}`;
  }
}
