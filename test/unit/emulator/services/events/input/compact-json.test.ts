import { compactJson } from '../../../../../../emulator/services/events/input/compact-json.ts';

it.each([
  ['{"a":1}', '{"a":1}'],
  [' {"a":1}', '{"a":1}'],
  ['{"a":1}\n', '{"a":1}'],
  ['{ "a" : [ 1 , 2.0 , 3e5 ] }', '{"a":[1,2.0,3e5]}'],
  ['{"a":\t"b c, d : e"}', '{"a":"b c, d : e"}'],
  ['{"a":"b c, d"}', '{"a":"b c, d"}'],
  ['{"a b":"\\" , "}', '{"a b":"\\" , "}'],
  ['{"a":"\\\\", "b":"x"}', '{"a":"\\\\","b":"x"}'],
  ['[\r\n true,\r\n null\r\n]', '[true,null]'],
  ['{"a":"\\u0020 , "}', '{"a":"\\u0020 , "}'],
  ['{}', '{}'],
  ['[ ]', '[]'],
  ['{"a": 1}', '{"a":1}'],
])('%j', (json, compact) => {
  expect(compactJson(json)).toBe(compact);
  expect(JSON.parse(compact)).toEqual(JSON.parse(json));
});
