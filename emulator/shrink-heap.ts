import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Milliseconds after the start: long enough for what a client sends at once. */
const AFTER = 1_000;

/**
 * Gives back what the start has used and no longer needs, once. Left to itself, V8 keeps that memory
 * (some 17 MB, a seventh of an idle emulator) until the heap is under pressure, which it never is here.
 */
export function shrinkHeapSoon(): void {
  const shrink = (): void => {
    setFlagsFromString('--expose-gc');
    const gc = runInNewContext('gc') as (options: object) => void;
    // The only kind that also gives pages back to the system; it takes some 25 to 100 ms.
    gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    setFlagsFromString('--no-expose-gc');
  };
  setTimeout(shrink, AFTER).unref();
}
