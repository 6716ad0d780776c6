import { readCbor, Tagged, writeCbor } from '../../../../emulator/wire/cbor.ts';

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));

/** https://www.rfc-editor.org/rfc/rfc8949#name-examples-of-encoded-cbor-da */
it.each<[string, unknown]>([
  ['00', 0],
  ['17', 23],
  ['1818', 24],
  ['1903e8', 1000],
  ['1a000f4240', 1_000_000],
  ['1b000000e8d4a51000', 1_000_000_000_000],
  ['20', -1],
  ['3903e7', -1000],
  ['f93c00', 1],
  ['f97bff', 65_504],
  ['f90001', 2 ** -24],
  ['fa47c35000', 100_000],
  ['fb3ff199999999999a', 1.1],
  ['f4', false],
  ['f5', true],
  ['f6', null],
  ['6449455446', 'IETF'],
  ['62c3bc', 'ü'],
  ['4401020304', new Uint8Array([1, 2, 3, 4])],
  ['83010203', [1, 2, 3]],
  ['a26161016162820203', { a: 1, b: [2, 3] }],
  ['c11a514b67b0', new Tagged(1, 1_363_896_240)],
  ['5f42010243030405ff', new Uint8Array([1, 2, 3, 4, 5])],
  ['7f657374726561646d696e67ff', 'streaming'],
  ['9f01820203ff', [1, [2, 3]]],
  ['bf61610161629f0203ffff', { a: 1, b: [2, 3] }],
])('reads %s', (bytes, value) => {
  expect(readCbor(hex(bytes))).toEqual(value);
});

it.each([
  { a: [1, -7, 1.5, 'text', true, null, new Uint8Array([1, 2])], b: { c: new Tagged(1, 1_363_896_240.5) } },
  { long: 'x'.repeat(70_000), number: 2 ** 40 },
  [],
])('reads what it has written', (value) => {
  expect(readCbor(writeCbor(value))).toEqual(value);
});

it.each([
  ['nothing', ''],
  ['a length beyond the end', '6449'],
  ['more than one value', '0000'],
  ['a break without a beginning', 'ff'],
  ['a key that is no text', 'a10101'],
  ['an open list', '9f01'],
  ['a reserved length', '1c'],
  ['a nesting without end', '81'.repeat(200)],
])('refuses %s', (_name, bytes) => {
  expect(() => readCbor(hex(bytes))).toThrow('Unable to parse');
});
