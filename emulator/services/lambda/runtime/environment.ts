import { Worker } from 'node:worker_threads';
import type { Clock } from '../../../core/clock.ts';
import type { FunctionVersion } from '../function.ts';

/** What a function's error looks like in the payload. */
export interface FunctionError {
  readonly errorType?: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export interface Invocation {
  readonly requestId: string;
  readonly payload: string;
  readonly functionArn: string;
  readonly traceId: string;
  /** Environment variables of fresh credentials, when the old ones end soon. */
  readonly credentials?: Readonly<Record<string, string>>;
}

export type Outcome =
  | { readonly kind: 'result'; readonly payload: string }
  | { readonly kind: 'error'; readonly error: FunctionError }
  /** The environment is gone as well. */
  | { readonly kind: 'fatal'; readonly error: FunctionError; readonly timedOut: boolean };

export interface Environment {
  readonly version: FunctionVersion;
  /** Milliseconds from the start to the handler being loaded; undefined: it is not. */
  readonly initDuration: () => number | undefined;
  readonly stream: string;
  readonly isAlive: () => boolean;
  invoke(invocation: Invocation, deadlineMilliseconds: number): Promise<Outcome>;
  stop(): Promise<void>;
}

interface Options {
  readonly version: FunctionVersion;
  readonly folder: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly stream: string;
  readonly clock: Clock;
  readonly onLog: (text: string) => void;
}

interface Message {
  readonly kind: 'ready' | 'init-failed' | 'log' | 'result' | 'error' | 'crash';
  readonly text?: string;
  readonly payload?: string;
  readonly error?: FunctionError;
}

const WORKER = new URL('./worker.mjs', import.meta.url);
/** A worker's stack and code lie outside the heap that can be limited. */
const OVERHEAD_MEGABYTES = 16;

/** Starts an execution environment: a worker thread with the function's memory limit. */
export function startEnvironment({ version, folder, variables, stream, clock, onLog }: Options): Environment {
  const started = performance.now();
  let initDuration: number | undefined;
  let alive = true;
  let settle: ((outcome: Outcome) => void) | undefined;
  const worker = new Worker(WORKER, {
    workerData: {
      folder,
      handler: version.handler,
      jsonLogs: version.logging.format === 'JSON',
      minimumLevel: version.logging.applicationLevel,
    },
    env: { ...variables },
    argv: [],
    execArgv: ['--enable-source-maps', '--no-warnings'],
    resourceLimits: { maxOldGenerationSizeMb: Math.max(32, version.memoryMegabytes - OVERHEAD_MEGABYTES) },
    stdout: true,
    stderr: true,
  });
  const finish = (outcome: Outcome): void => {
    const done = settle;
    settle = undefined;
    done?.(outcome);
  };
  const die = (error: FunctionError, timedOut = false): void => {
    alive = false;
    finish({ kind: 'fatal', error, timedOut });
    worker.terminate().catch(() => undefined);
  };
  let failInit: (error: FunctionError) => void = () => {};
  const initialised = new Promise<FunctionError | undefined>((resolve) => {
    failInit = resolve;
    worker.on('message', (message: Message) => {
      switch (message.kind) {
        case 'log':
          return onLog(message.text ?? '');
        case 'ready':
          initDuration = performance.now() - started;
          return resolve(undefined);
        case 'init-failed':
          return resolve(message.error ?? { errorMessage: 'unknown' });
        case 'result':
          return finish({ kind: 'result', payload: message.payload ?? 'null' });
        case 'error':
          return finish({ kind: 'error', error: message.error ?? { errorMessage: 'unknown' } });
        default:
          resolve(message.error);
          return die(message.error ?? { errorMessage: 'unknown' });
      }
    });
  });
  worker.on('error', (cause: Error & { code?: string }) => {
    const isMemory = cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
    const error = isMemory
      ? {
          errorType: 'Runtime.OutOfMemory',
          errorMessage: 'RequestId: ? Error: Runtime exited with error: signal: killed',
        }
      : { errorType: cause.name, errorMessage: cause.message };
    failInit(error);
    die(error);
  });
  worker.on('exit', (code) => {
    const error = {
      errorType: 'Runtime.ExitError',
      errorMessage:
        code === 0
          ? 'RequestId: ? Error: Runtime exited without providing a reason'
          : `RequestId: ? Error: Runtime exited with error: exit status ${code}`,
    };
    failInit(error);
    alive = false;
    finish({ kind: 'fatal', error, timedOut: false });
  });
  worker.unref();

  return {
    version,
    stream,
    initDuration: () => initDuration,
    isAlive: () => alive,
    async invoke(invocation, deadlineMilliseconds) {
      const outcome = new Promise<Outcome>((resolve) => {
        settle = resolve;
      });
      const cancel = clock.at(clock.now() + deadlineMilliseconds, () =>
        die(
          {
            errorType: 'Sandbox.Timedout',
            errorMessage: `Task timed out after ${version.timeoutSeconds.toFixed(2)} seconds`,
          },
          true,
        ),
      );
      const deadline = Date.now() + deadlineMilliseconds;
      initialised
        .then((failure) => {
          if (failure) die(failure);
          else if (alive) worker.postMessage({ ...invocation, deadline });
        })
        .catch(() => undefined);
      const result = await outcome;
      cancel();
      return result;
    },
    async stop() {
      alive = false;
      await worker.terminate();
    },
  };
}
