import { parseXml } from '../../../../emulator/wire/xml.ts';

const parse = (text: string, root?: string): unknown => parseXml(Buffer.from(text), root).root;

it.each<[string, string, unknown]>([
  ['an empty element', '<a/>', ''],
  ['a prolog', '<?xml version="1.0" encoding="UTF-8"?>\n<a>1</a>', '1'],
  ['a byte order mark', '\ufeff<?xml version="1.0"?><a>1</a>', '1'],
  ['the five entities', '<a>&lt;&amp;&gt;&quot;&apos;</a>', '<&>"\''],
  ['a character by its number', '<a>&#252;&#xFC;</a>', 'üü'],
  ['an ampersand in a section', '<a><![CDATA[&x;]]></a>', '&x;'],
  [
    'a namespace',
    '<a xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><b>1</b></a>',
    expect.objectContaining({ b: ['1'] }),
  ],
])('takes %s', (_, text, root) => {
  expect(parse(text, 'a')).toEqual(root);
});

it.each([
  ['nothing', ''],
  ['a text', 'text'],
  ['a tag that does not end', '<a'],
  ['an element that is not closed', '<a><b>'],
  ['elements closed in the wrong order', '<a><b></a></b>'],
  ['an element closed by another name', '<a>x</b>'],
  ['two roots', '<a></a><b></b>'],
  ['another root', '<b></b>'],
  ['an attribute without quotes', '<a b=c></a>'],
  ['an entity that nobody has declared', '<a>&nope;</a>'],
  ['a bare ampersand', '<a>x & y</a>'],
  ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
  ['what is nested too deep', '<a>'.repeat(3_000) + '</a>'.repeat(3_000)],
  ['JSON', '{"a":1}'],
])('refuses %s', (_, text) => {
  expect(() => parse(text, 'a')).toThrow(expect.objectContaining({ code: 'MalformedXML' }));
});
