import * as fc from 'fast-check';
import { PatternError, parsePattern } from '../../../../emulator/pattern/index.ts';

/**
 * Patterns and events as JSON texts. Names and values come from small pools, so that they meet often, and are chosen
 * for what may go wrong: dots, escapes, letters whose cases differ in length, pairs of surrogates, numbers in many forms.
 */
const NAMES = ['c', 'a.b', '', '"q"', 'ü', '__proto__'];
const TEXTS = [
  ...['', 'a', 'A', 'ab', 'AB', 'abc', 'abcabc', 'bca', 'cab', 'aab', 'a*b', 'a\\b', 'line\nbreak', '"', '1', 'true'],
  ...['straße', 'STRASSE', 'strasse', 'ß', 'ſ', 's', 'S', 'K', 'k', 'İ', 'i̇', 'ı', 'Σας', 'σασ', 'ΣΑΣ', 'ΐ', 'ǅ', 'ǆ'],
  ...['😀', '😁', 'a😀b', '𐐀', '𐐨', 'é', 'e\u0301', '\ud83d', '\ude00', '?', 'x'.repeat(300), `${'ab'.repeat(150)}c`],
  ...['10.0.0.1', '10.0.0.77', '10.1.2.3', '192.168.0.1', '2001:db8::1', '2001:0DB8:0::1', '::ffff:a00:1', '::1'],
];
const NUMBERS = ['0', '-0', '1', '1.0', '1e0', '10E-1', '2', '-1', '-1.5', '1.5', '15e-1', '0.1', '0.10', '1e-7', '3'];
const LARGE = ['5000000000', '5000000000.000001', '123456789012', '1.23456789012e11', '4999999999.999999', '1E400'];
const BLOCKS = [
  '10.0.0.0/8',
  '10.0.0.5/24',
  '10.0.0.1/31',
  '0.0.0.0/0',
  '2001:db8::/32',
  '::/0',
  '::1/127',
  '10.1.0.0/16',
];

const json = (value: unknown) => JSON.stringify(value);
const list = (items: readonly string[]) => `[${items.join(',')}]`;
const object = (entries: readonly (readonly [string, string])[]) =>
  `{${entries.map(([name, value]) => `${json(name)}:${value}`).join(',')}}`;

const name = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b') },
  { weight: 1, arbitrary: fc.constantFrom(...NAMES) },
);
const text = fc.constantFrom(...TEXTS);
const escaping = (value: string) =>
  `"${value.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
/** A string's JSON, with and without needless escapes. */
const string = fc.tuple(text, fc.boolean()).map(([value, escaped]) => (escaped ? escaping(value) : json(value)));
const number = fc.constantFrom(...NUMBERS, ...LARGE);
const comparable = fc.constantFrom(...NUMBERS.filter((each) => each !== '1e-7'), '5000000000', '4999999999.999999');
const literal = fc.constantFrom('true', 'false', 'null');
const affix = text.map((value) => json(value.slice(0, 2))).filter((value) => value !== '""');
const wildcard = fc
  .array(fc.constantFrom('a', 'b', 'c', 'ab', 'bc', 's', 'S', '😀', '\\*', '\\\\', '.'), { maxLength: 3 })
  .chain((pieces) => fc.tuple(fc.constant(pieces), fc.boolean(), fc.boolean()))
  .map(([pieces, before, after]) =>
    json(`${before ? '*' : ''}${pieces.join('*')}${after && (pieces.length > 0 || !before) ? '*' : ''}`),
  );
const some = (item: fc.Arbitrary<string>) => fc.oneof(item, fc.array(item, { minLength: 1, maxLength: 3 }).map(list));

const range = fc
  .tuple(
    fc.constantFrom('>', '>='),
    fc.constantFrom('-1.5', '0', '1'),
    fc.constantFrom('<', '<='),
    fc.constantFrom('1.5', '2', '4e9'),
  )
  .map(([over, bottom, under, top]) => `["${over}",${bottom},"${under}",${top}]`);
const bound = fc
  .tuple(fc.constantFrom('=', '<', '<=', '>', '>='), comparable)
  .map(([sign, value]) => `["${sign}",${value}]`);
const exclusion = fc.oneof(
  some(string),
  some(comparable),
  ...['prefix', 'suffix'].map((operator) => some(affix).map((value) => object([[operator, value]]))),
  some(string).map((value) => object([['equals-ignore-case', value]])),
  wildcard.map((value) => object([['wildcard', value]])),
);
const operator = fc.oneof(
  ...['prefix', 'suffix'].flatMap((each) => [
    string.map((value) => object([[each, value]])),
    string.map((value) => object([[each, object([['equals-ignore-case', value]])]])),
  ]),
  string.map((value) => object([['equals-ignore-case', value]])),
  wildcard.map((value) => object([['wildcard', value]])),
  fc.oneof(range, bound).map((value) => object([['numeric', value]])),
  fc.constantFrom(...BLOCKS).map((value) => object([['cidr', json(value)]])),
  fc.boolean().map((value) => object([['exists', json(value)]])),
  exclusion.map((value) => object([['anything-but', value]])),
  exclusion.map((value) => object([['anything-but', value]])),
);
const alternatives = fc
  .array(fc.oneof(string, number, literal, operator, operator, operator), { minLength: 1, maxLength: 3 })
  .map(list);

const pattern = fc.letrec<{ fields: string }>((tie) => ({
  fields: fc
    .array(
      fc.oneof(
        { weight: 5, arbitrary: fc.tuple(name, alternatives) },
        { weight: 1, arbitrary: fc.tuple(name, tie('fields')) },
        {
          weight: 1,
          arbitrary: fc.tuple(fc.constant('$or'), fc.array(tie('fields'), { minLength: 2, maxLength: 3 }).map(list)),
        },
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map(object),
}));

const event = fc.letrec<{ object: string; value: string }>((tie) => ({
  object: fc.array(fc.tuple(name, tie('value')), { minLength: 1, maxLength: 5 }).map(object),
  value: fc.oneof(
    { depthSize: 'medium' },
    { weight: 3, arbitrary: string },
    { weight: 2, arbitrary: number },
    { weight: 1, arbitrary: literal },
    { weight: 2, arbitrary: tie('object') },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }).map(list) },
    { weight: 2, arbitrary: fc.array(tie('object'), { maxLength: 3 }).map(list) },
  ),
}));

/** Patterns that EventBridge accepts: of those made here it finds some too complex. */
export const arbitraryPattern: fc.Arbitrary<string> = pattern.fields.filter((json) => !isTooComplex(json));
export const arbitraryEvent: fc.Arbitrary<string> = event.object;

/** Few fields and few values, so that many rules share conditions; some fields under an array of objects. */
const plainName = fc.constantFrom('a', 'b', 'c', 'd');
const plainValue = fc.constantFrom('"x"', '"y"', '"z"', '1');
const plainAlternatives = fc.oneof(
  { weight: 6, arbitrary: fc.array(plainValue, { minLength: 1, maxLength: 2 }).map(list) },
  { weight: 1, arbitrary: fc.constantFrom('[{"anything-but":"x"}]', '[{"exists":false}]', '[{"exists":true}]') },
);
const plainObject = (value: fc.Arbitrary<string>) =>
  fc.uniqueArray(fc.tuple(plainName, value), { minLength: 1, maxLength: 4, selector: ([key]) => key });

export const plainPattern: fc.Arbitrary<string> = fc
  .tuple(plainObject(plainAlternatives), fc.option(plainObject(plainAlternatives), { freq: 1 }))
  .map(([fields, inner]) => object(inner === null ? fields : [...fields, ['l', object(inner)]]));
export const plainEvent: fc.Arbitrary<string> = fc
  .tuple(plainObject(plainValue), fc.array(plainObject(plainValue).map(object), { maxLength: 3 }).map(list))
  .map(([fields, inner]) => object([...fields, ['l', inner]]));

function isTooComplex(json: string): boolean {
  try {
    parsePattern(json);
    return false;
  } catch (error) {
    if (error instanceof PatternError && error.message.startsWith('Rule is too complex')) return true;
    throw error;
  }
}
