/**
 * Asks again and again, turn by turn of the loop, until the answer is true: for work that other
 * threads do in their own time. Jest's timeout ends it.
 */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((done) => setImmediate(done));
}
