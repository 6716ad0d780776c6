export interface ChunkLimits<T> {
  readonly count: number;
  readonly bytes: number;
  bytesOf(item: T): number;
}

/**
 * Cuts a list, in its order, into runs that keep both limits. An item that is too large by itself stands
 * alone: the receiver refuses it, and only it.
 */
export function chunk<T>(items: readonly T[], { count, bytes, bytesOf }: ChunkLimits<T>): T[][] {
  const chunks: T[][] = [];
  let last: T[] = [];
  let weight = 0;
  for (const item of items) {
    const size = bytesOf(item);
    if (last.length > 0 && (last.length === count || weight + size > bytes)) {
      chunks.push(last);
      last = [];
      weight = 0;
    }
    last.push(item);
    weight += size;
  }
  return last.length > 0 ? [...chunks, last] : chunks;
}
