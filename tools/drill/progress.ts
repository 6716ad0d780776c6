export type Say = (line: string) => void;

/** Milliseconds between two lines. */
const EVERY = 5000;

/** Says how far long work has come, now and then. The line is made only if it is said. */
export function sayNowAndThen(say: Say, every = EVERY): (line: () => string) => void {
  let last = performance.now();
  return (line) => {
    const now = performance.now();
    if (now - last < every) return;
    last = now;
    say(`  ${line()}`);
  };
}
