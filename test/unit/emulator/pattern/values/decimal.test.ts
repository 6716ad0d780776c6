import { microsOf } from '../../../../../emulator/pattern/values/decimal.ts';

describe('numbers in millionths', () => {
  it.each<[string, number]>([
    ['0', 0],
    ['-0.000e5', 0],
    ['0e999999', 0],
    ['1', 1e6],
    ['300.0', 3e8],
    ['3.0e2', 3e8],
    ['-1.5', -1.5e6],
    ['0.000001', 1],
    ['0.1000000000', 1e5],
    ['123456e-6', 123_456],
    ['5000000000', 5e15],
    ['-5E+9', -5e15],
    ['4999999999.999999', 4_999_999_999_999_999],
    ['0.00000000000005e14', 5e6],
  ])('%s is %d', (text, micros) => {
    expect(microsOf(text)).toBe(micros);
  });

  it.each<[string, string]>([
    ['0.0000001', 'too-fine'],
    ['1e-7', 'too-fine'],
    ['1.2345678', 'too-fine'],
    ['1e-999999', 'too-fine'],
    ['5000000000.000001', 'too-large'],
    ['-5000000001', 'too-large'],
    ['1e10', 'too-large'],
    ['1e999999', 'too-large'],
    ['123456789012345678901234567890', 'too-large'],
  ])('%s cannot be compared: %s', (text, why) => {
    expect(microsOf(text)).toBe(why);
  });
});
