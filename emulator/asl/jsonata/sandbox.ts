import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createContext, Script } from 'node:vm';
import type { Chance } from '../scope.ts';
import type { Node } from './node.ts';

/** What jsonata gives for a text. It belongs to the sandbox: it is evaluated there only. */
export interface Compiled {
  ast(): Node;
  assign(name: string | symbol, value: unknown): void;
  registerFunction(name: string, implementation: (...args: never[]) => unknown, signature: string): void;
  evaluate(input: undefined, bindings: Readonly<Record<string, unknown>>): Promise<unknown>;
}

export interface Limits {
  /** Milliseconds. */
  readonly timeout: number;
  readonly stack: number;
}

/** One evaluation. `chance` and `now` (milliseconds) are what the expression sees of the world. */
export interface Job {
  readonly expression: Compiled;
  readonly bindings: Readonly<Record<string, unknown>>;
  readonly chance: Chance;
  readonly now: number;
  /** Milliseconds after which even a regular expression is stopped; left out, the library's own watch is enough. */
  readonly hardLimit?: number;
}

export type Answer = { readonly value: unknown } | { readonly error: unknown };

/** Thrown where the hard limit ended an evaluation. */
export class HardLimitError extends Error {}

interface Slot {
  job: Job;
  answer: Answer | undefined;
}

/**
 * jsonata is asynchronous, and the interpreter is not. In a context of its own, whose microtasks run before
 * the call returns, an evaluation is over when the call is; and the call can have a time limit that holds for
 * everything in it. The context has no clock and no chance but the job's.
 */
class Sandbox {
  readonly #context = createContext(Object.create(null), {
    microtaskMode: 'afterEvaluate',
    codeGeneration: { strings: false, wasm: false },
  });
  readonly #run = new Script('run()');
  readonly #slot: { current: Slot | undefined } = { current: undefined };
  readonly #compile: (text: string, limits: Limits) => Compiled;

  constructor() {
    const load = createRequire(import.meta.url);
    const source = readFileSync(load.resolve('jsonata'), 'utf8');
    const slot = this.#slot;
    const globals = this.#context as Record<string, unknown>;
    globals.module = { exports: {} };
    globals.exports = (globals.module as { exports: object }).exports;
    globals.slot = slot;
    globals.Date = jobDate(slot);
    new Script(source, { filename: 'jsonata.js' }).runInContext(this.#context);
    new Script(RUN).runInContext(this.#context);
    const math = new Script('Math').runInContext(this.#context) as { random(): number };
    math.random = () => slot.current?.job.chance.random() ?? 0;
    this.#compile = (globals.module as { exports: (text: string, limits: Limits) => Compiled }).exports;
  }

  /** @throws what jsonata throws: an object with `code` and `message` */
  compile(text: string, limits: Limits): Compiled {
    return this.#compile(text, limits);
  }

  evaluate(job: Job): Answer {
    const slot: Slot = { job, answer: undefined };
    const outer = this.#slot.current;
    this.#slot.current = slot;
    try {
      this.#run.runInContext(this.#context, job.hardLimit === undefined ? {} : { timeout: job.hardLimit });
    } catch (error) {
      if ((error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw new HardLimitError();
      throw error;
    } finally {
      this.#slot.current = outer;
    }
    if (slot.answer === undefined) throw new Error('jsonata did not come to an end');
    return slot.answer;
  }
}

/** Runs inside the context: a reaction of another realm would wait for that realm's own microtasks. */
const RUN = `globalThis.run = () => {
  const { current } = slot;
  current.job.expression.evaluate(undefined, current.job.bindings).then(
    (value) => { current.answer = { value }; },
    (error) => { current.answer = { error }; },
  );
};`;

/** A Date whose present is the job's. Its `now()` stays real: jsonata measures its time limit with it. */
const jobDate = (slot: { readonly current: Slot | undefined }): typeof Date =>
  new Proxy(Date, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [slot.current?.job.now ?? 0] : args, newTarget) as Date,
  });

let sandbox: Sandbox | undefined;

/** The process's one sandbox, made when the first JSONata expression is compiled. */
export function jsonataSandbox(): Sandbox {
  sandbox ??= new Sandbox();
  return sandbox;
}
