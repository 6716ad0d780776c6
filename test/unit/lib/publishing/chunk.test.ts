import fc from 'fast-check';
import { chunk } from '../../../../lib/publishing/chunk.ts';

const limits = { count: 3, bytes: 10, bytesOf: (size: number) => size };

test.each<[string, number[], number[][]]>([
  ['nothing', [], []],
  ['what fits in one', [1, 2, 3], [[1, 2, 3]]],
  ['by count', [1, 1, 1, 1], [[1, 1, 1], [1]]],
  ['by bytes', [6, 4, 1], [[6, 4], [1]]],
  ['one byte too many', [6, 5], [[6], [5]]],
  ['an item that is too large, alone', [1, 11, 1], [[1], [11], [1]]],
])('cuts %s', (_, items, chunks) => {
  expect(chunk(items, limits)).toEqual(chunks);
});

test('keeps every item, in order, within both limits', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 12 })), (items) => {
      const chunks = chunk(items, limits);
      expect(chunks.flat()).toEqual(items);
      for (const part of chunks) {
        expect(part.length).toBeLessThanOrEqual(3);
        expect(part.length === 1 || part.reduce((sum, size) => sum + size, 0) <= 10).toBe(true);
      }
    }),
  );
});
