import { DEEPEST, parseJson } from '../../../../lib/validation/parse-json.ts';

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

test.each([
  ['an object', '{"a":[1,2,{"b":null}]}'],
  ['a scalar', '"text"'],
  ['as deep as allowed', nested(DEEPEST)],
  ['brackets within a string', `"${'['.repeat(DEEPEST + 1)}"`],
  ['an escaped quote within a string', `"\\"${'{'.repeat(DEEPEST + 1)}"`],
  ['the forbidden key as a value', '"__proto__"'],
  ['other escapes', '{"\\u0041":"\\u00e9"}'],
])('reads %s', (_, text) => {
  expect(parseJson(text)).toEqual(JSON.parse(text));
});

test.each([
  ['nothing', '', 'The body is not JSON.'],
  ['half an object', '{"a":', 'The body is not JSON.'],
  ['single quotes', "{'a':1}", 'The body is not JSON.'],
  ['NaN', '{"a":NaN}', 'The body is not JSON.'],
  ['a form', 'a=1&b=2', 'The body is not JSON.'],
  ['two values', '{} {}', 'The body is not JSON.'],
  ['too deep', nested(DEEPEST + 1), `The body is nested more than ${DEEPEST} levels deep.`],
  ['depth that never closes', '['.repeat(1_000_000), `The body is nested more than ${DEEPEST} levels deep.`],
  ['depth of objects', '{"a":'.repeat(DEEPEST + 1), `The body is nested more than ${DEEPEST} levels deep.`],
  ['a prototype key', '{"__proto__":{"admin":true}}', 'The body has the key "__proto__", which no event may have.'],
  ['a nested prototype key', '{"a":[{"__proto__":1}]}', 'The body has the key "__proto__", which no event may have.'],
  ['an escaped prototype key', '{"__pro\\u0074o__":1}', 'The body has the key "__proto__", which no event may have.'],
])('refuses %s', (_, text, message) => {
  expect(() => parseJson(text)).toThrow(expect.objectContaining({ kind: 'malformed', message }));
});
