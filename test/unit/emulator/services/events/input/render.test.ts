import { createRender } from '../../../../../../emulator/services/events/input/render.ts';

const DETAIL =
  '{"word":"red","count":7,"yes":true,"none":null,"order":{"id":"o1","lines":2},"tags":["a",{"b":1}],"said":"so \\"it\\" is","path":"a\\nb\\\\c"}';
const ENVELOPE = `{"version":"0","id":"i","detail-type":"t","source":"s","account":"000000000000","time":"2026-01-02T03:04:05Z","region":"us-east-1","resources":[],"detail":${DETAIL}}`;
const EVENT = {
  id: 'i',
  envelope: ENVELOPE,
  time: Date.UTC(2026, 0, 2, 3, 4, 5),
  ingested: Date.UTC(2026, 0, 2, 3, 4, 6),
};
const RULE = { arn: 'arn:aws:events:us-east-1:000000000000:rule/r', name: 'r' };
const PATHS = Object.fromEntries(
  ['word', 'count', 'yes', 'none', 'order', 'tags', 'said', 'path', 'missing'].map((name) => [
    name,
    `$.detail.${name}`,
  ]),
);

const rendered = (target: object): string =>
  createRender({ Id: 't', Arn: 'a', ...target }, RULE)(EVENT as Parameters<ReturnType<typeof createRender>>[0]);
const template = (InputTemplate: string): string =>
  rendered({ InputTransformer: { InputTemplate, InputPathsMap: PATHS } });

it.each([
  ['$', ENVELOPE],
  ['$.detail.order', '{"id":"o1","lines":2}'],
  ['$.detail.word', '"red"'],
  ['$.detail.tags[1].b', '1'],
  ['$.detail.tags[*].b', '[1]'],
  ['$.detail.none', '{}'],
  ['$.detail.missing', '{}'],
  ['', '{}'],
])('the path %p makes %s', (InputPath, body) => {
  expect(rendered({ InputPath })).toBe(body);
});

/** As recorded from AWS, with other words. */
it.each([
  // Objects keep JSON.
  ['{"a":<word>,"b":<count>,"c":<yes>,"d":<none>}', '{"a":"red","b":7,"c":true,"d":null}'],
  ['{"a":<order>,"b":<tags>}', '{"a":{"id":"o1","lines":2},"b":["a",{"b":1}]}'],
  ['{"a":<said>,"b":"x <said>"}', '{"a":"so \\"it\\" is","b":"x so \\"it\\" is"}'],
  ['{"a":"x <path>"}', '{"a":"x a\\nb\\\\c"}'],
  ['{"a":"<order>"}', '{"a":"{"id":"o1","lines":2}"}'],
  ['{"a":<missing>,"b":[<missing>],"c":"x <missing> y"}', '{"a":"","b":[""],"c":"x  y"}'],
  ['{"a":<other>}', '{"a":<other>}'],
  // Texts and lists take words.
  ['"<word>: <order>, <tags>"', '"red: {id:o1,lines:2}, [a,{b:1}]"'],
  ['"<word>"\n"<count>"', '"red"\n"7"'],
  ['"x <said>"', '"x so "it" is"'],
  ['"x <path>"', '"x a\nb\\c"'],
  ['"x \\"<word>\\""', '"x \\"red\\""'],
  ['"<missing>|<other>|<aws.events.other>"', '"|<other>|<aws.events.other>"'],
  ['[<word>,<count>,<missing>,<none>]', '[red,7,,null]'],
  ['[{"a":<missing>}]', '[{"a":}]'],
  ['<count>', '7'],
  ['<word>', 'red'],
  ['null', 'null'],
  // What AWS provides.
  ['"<aws.events.rule-name> <aws.events.rule-arn>"', `"r ${RULE.arn}"`],
  ['{"a":<aws.events.rule-name>,"b":<aws.events.event.ingestion-time>}', '{"a":"r","b":"2026-01-02T03:04:06.000Z"}'],
  ['{"a":<aws.events.event.json>}', `{"a":${ENVELOPE}}`],
  [
    '{"a":<aws.events.event>}',
    '{"a":{"id":"i","account":"000000000000","detailType":"t","time":1767323045000,"source":"s","region":"us-east-1","resources":[],"version":"0"}}',
  ],
])('the template %s makes %s', (text, body) => {
  expect(template(text)).toBe(body);
});
