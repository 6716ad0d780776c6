import { createMatcher, parsePattern } from '../../../../../emulator/pattern/index.ts';

const order = JSON.stringify({
  source: 'shop',
  detail: {
    items: [
      { sku: 'a', qty: 1 },
      { sku: 'b', qty: 2 },
    ],
  },
});

describe('rules together', () => {
  it('adds, replaces and deletes rules', () => {
    const matcher = createMatcher();
    matcher.set('one', parsePattern('{"source":["shop"]}'));
    matcher.set('two', parsePattern('{"detail":{"items":{"sku":["a"],"qty":[2]}}}'));
    expect(matcher.match(order)).toEqual(['one']);
    matcher.set('two', parsePattern('{"detail":{"items":{"sku":["b"],"qty":[2]}}}'));
    expect(matcher.match(order).sort()).toEqual(['one', 'two']);
    expect(matcher.delete('one')).toBe(true);
    expect(matcher.delete('one')).toBe(false);
    expect(matcher.match(Buffer.from(order))).toEqual(['two']);
    expect(matcher.size).toBe(1);
  });
});
