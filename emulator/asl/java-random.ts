const MULTIPLIER = 0x5deece66dn;
const MASK = (1n << 48n) - 1n;

/** The first `nextDouble()` of `java.util.Random(seed)`, which is what AWS gives for a seed. */
export function javaRandom(seed: number): number {
  let state = (BigInt(Math.trunc(seed)) ^ MULTIPLIER) & MASK;
  const bits = (count: bigint): number => {
    state = (state * MULTIPLIER + 0xbn) & MASK;
    return Number(state >> (48n - count));
  };
  return (bits(26n) * 2 ** 27 + bits(27n)) / 2 ** 53;
}
