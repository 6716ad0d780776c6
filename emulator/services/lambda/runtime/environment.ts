import { Worker } from 'node:worker_threads';
import type { Cancel, Clock } from '../../../core/clock.ts';
import type { FunctionVersion } from '../function.ts';

/** What a function's error looks like in the payload. */
export interface FunctionError {
  readonly errorType?: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export interface Invocation {
  readonly requestId: string;
  /** JSON. */
  readonly payload: string;
  readonly functionArn: string;
  readonly traceId: string;
  /** JSON. */
  readonly clientContext: string | undefined;
  /** Environment variables of fresh credentials, when the old ones end soon. */
  readonly credentials: Readonly<Record<string, string>> | undefined;
}

/** How an invocation ended. Durations are in milliseconds, memory in megabytes. */
export type Outcome = {
  /** Of the handler alone. */
  readonly duration: number;
  /** Of the init phase, where this invocation was a cold start. */
  readonly init: number | undefined;
  /** The most the environment has used. */
  readonly memory: number;
} & Ending;

type Ending =
  | { readonly kind: 'result'; readonly payload: string }
  | { readonly kind: 'error'; readonly error: FunctionError }
  /** The environment is gone as well. */
  | { readonly kind: 'fatal'; readonly error: FunctionError; readonly timedOut: boolean };

export interface Environment {
  readonly isAlive: () => boolean;
  /** Resolves when the handler is loaded, has failed to load, or has had the time that it may take to load. */
  readonly initialised: Promise<unknown>;
  /** One at a time. */
  invoke(invocation: Invocation): Promise<Outcome>;
  stop(): Promise<void>;
}

interface Options {
  readonly version: FunctionVersion;
  readonly folder: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly onLog: (text: string) => void;
}

/** What the worker says; see `worker.mjs`. */
interface Message {
  readonly kind: 'ready' | 'init-failed' | 'log' | 'result' | 'error' | 'crash';
  readonly text?: string;
  readonly payload?: string;
  readonly error?: FunctionError;
  readonly memory?: number;
}

const WORKER = new URL('./worker.mjs', import.meta.url);
/** A worker's stack and code lie outside the heap that can be limited. */
const OVERHEAD_MEGABYTES = 16;
const LEAST_HEAP_MEGABYTES = 32;
/** The init phase may take so long before the function's own timeout begins to count. */
const INIT_LIMIT_MILLISECONDS = 10_000;

const UNKNOWN: FunctionError = { errorMessage: 'Unknown' };
const exited = (how: string): FunctionError => ({
  errorType: 'Runtime.ExitError',
  errorMessage: `Runtime exited ${how}`,
});
const OUT_OF_MEMORY: FunctionError = {
  errorType: 'Runtime.OutOfMemory',
  errorMessage: 'Runtime exited with error: signal: killed',
};

/** Source maps are read where the function asks for it, as with Node on Lambda. */
const nodeOptions = ({ NODE_OPTIONS = '' }: Readonly<Record<string, string>>): string[] =>
  NODE_OPTIONS.includes('--enable-source-maps') ? ['--enable-source-maps', '--no-warnings'] : ['--no-warnings'];

/**
 * Starts an execution environment: a worker thread with the function's memory limit. Between
 * invocations the thread stands still, as Lambda freezes an environment: what a handler leaves
 * running does not go on until the next invocation.
 */
export function startEnvironment({ version, folder, variables, clock, onLog }: Options): Environment {
  const started = performance.now();
  const turn = new Int32Array(new SharedArrayBuffer(4));
  let init: number | undefined;
  let isReported = false;
  let alive = true;
  let memory = 0;
  let settle: ((ending: Ending) => void) | undefined;
  let settleInit: (failure: FunctionError | undefined) => void = () => {};
  const loaded = new Promise<FunctionError | undefined>((resolve) => {
    settleInit = resolve;
  });

  const worker = new Worker(WORKER, {
    workerData: {
      turn,
      folder,
      handler: version.handler,
      runtime: version.runtime,
      jsonLogs: version.logging.format === 'JSON',
      minimumLevel: version.logging.applicationLevel ?? 'TRACE',
    },
    env: { ...variables },
    argv: [],
    execArgv: nodeOptions(variables),
    resourceLimits: {
      maxOldGenerationSizeMb: Math.max(LEAST_HEAP_MEGABYTES, version.memoryMegabytes - OVERHEAD_MEGABYTES),
    },
    stdout: true,
    stderr: true,
  });
  worker.unref();

  const finish = (ending: Ending): void => {
    const done = settle;
    settle = undefined;
    done?.(ending);
  };
  const die = (error: FunctionError, timedOut = false): void => {
    if (!alive) return;
    alive = false;
    settleInit(error);
    finish({ kind: 'fatal', error, timedOut });
    worker.terminate().catch(() => undefined);
  };
  const HANDLERS: Readonly<Record<Message['kind'], (message: Message) => void>> = {
    log: ({ text = '' }) => onLog(text),
    ready() {
      init = performance.now() - started;
      settleInit(undefined);
    },
    'init-failed': ({ error = UNKNOWN }) => die(error),
    result: ({ payload = 'null' }) => finish({ kind: 'result', payload }),
    error: ({ error = UNKNOWN }) => finish({ kind: 'error', error }),
    crash: ({ error = UNKNOWN }) => die(error),
  };
  worker.on('message', (message: Message) => {
    memory = Math.max(memory, message.memory ?? 0);
    HANDLERS[message.kind](message);
  });
  worker.on('error', (cause: Error & { code?: string }) =>
    die(
      cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? OUT_OF_MEMORY
        : { errorType: cause.name, errorMessage: cause.message },
    ),
  );
  worker.on('exit', (code) =>
    die(exited(code === 0 ? 'without providing a reason' : `with error: exit status ${code}`)),
  );

  const initPhase = async (): Promise<FunctionError | undefined> => {
    let cancel: Cancel = () => {};
    const limit = new Promise<undefined>((resolve) => {
      cancel = clock.at(clock.now() + INIT_LIMIT_MILLISECONDS, () => resolve(undefined));
    });
    const failure = await Promise.race([loaded, limit]);
    cancel();
    return failure;
  };
  const initialised = initPhase();

  return {
    isAlive: () => alive,
    initialised,
    async invoke(invocation) {
      const failure = await initialised;
      const began = performance.now();
      const ended = (ending: Ending): Outcome => {
        const cold = isReported ? undefined : (init ?? began - started);
        isReported = true;
        return { ...ending, duration: performance.now() - began, init: cold, memory };
      };
      if (failure || !alive)
        return ended({ kind: 'fatal', error: failure ?? exited('without providing a reason'), timedOut: false });
      const timeout = version.timeoutSeconds * 1000;
      const cancel = clock.at(clock.now() + timeout, () =>
        die(
          {
            errorType: 'Sandbox.Timedout',
            errorMessage: `Task timed out after ${version.timeoutSeconds.toFixed(2)} seconds`,
          },
          true,
        ),
      );
      const ending = new Promise<Ending>((resolve) => {
        settle = resolve;
      });
      // The worker sleeps as long as it finds the turn it has served; the number travels with the message as well.
      const next = Atomics.add(turn, 0, 1) + 1;
      worker.postMessage({ ...invocation, turn: next, deadline: Date.now() + timeout });
      Atomics.notify(turn, 0);
      const outcome = ended(await ending);
      cancel();
      return outcome;
    },
    async stop() {
      alive = false;
      await worker.terminate();
    },
  };
}
