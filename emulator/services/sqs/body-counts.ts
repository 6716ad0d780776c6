/** Ids in one block. */
const BLOCK = 4096;

interface Block {
  readonly counts: Uint32Array;
  /** Ids with a count. */
  used: number;
}

/**
 * How many messages have a body, by its id. Ids are given out in order, so blocks of numbers hold them: a map of
 * hundreds of thousands of entries is slower, and stands still each time it has to grow.
 */
export function createBodyCounts() {
  const blocks = new Map<number, Block>();
  return {
    get: (id: number): number => blocks.get(Math.floor(id / BLOCK))?.counts[id % BLOCK] ?? 0,
    set(id: number, count: number): void {
      const key = Math.floor(id / BLOCK);
      const block = blocks.get(key) ?? { counts: new Uint32Array(BLOCK), used: 0 };
      if (block.used === 0) blocks.set(key, block);
      const before = block.counts[id % BLOCK] ?? 0;
      block.counts[id % BLOCK] = count;
      block.used += Math.sign(count) - Math.sign(before);
      if (block.used === 0) blocks.delete(key);
    },
  };
}
