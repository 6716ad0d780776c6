import { createMatcher, matches, parsePattern } from '../../../../emulator/pattern/index.ts';

/** Rules on the same fields, added before and after: they may not change the verdict of another. */
const COMPANY = [
  '{"a":["x",1,null,{"prefix":"x"},{"suffix":"x"},{"equals-ignore-case":"X"}]}',
  '{"a":[{"wildcard":"*x"},{"wildcard":"x*"},{"wildcard":"*"},{"anything-but":"x"},{"exists":false}]}',
  '{"a":[{"numeric":[">",0]},{"numeric":["=",300]},{"cidr":"10.0.0.0/8"},{"anything-but":{"prefix":"x"}}]}',
  '{"a":{"b":["x",{"exists":false}],"c":[{"anything-but":{"wildcard":"*x*"}}]}}',
  '{"$or":[{"a":[{"exists":true}]},{"a":{"b":[{"anything-but":["x","y"]}]}}]}',
].map((text) => parsePattern(text));

function matchesInCompany(text: string, event: string): boolean {
  const matcher = createMatcher();
  for (const [number, pattern] of COMPANY.entries()) matcher.set(`before ${number}`, pattern);
  matcher.set('rule', parsePattern(text));
  for (const [number, pattern] of COMPANY.entries()) matcher.set(`after ${number}`, pattern);
  return matcher.match(event).includes('rule');
}

const a = (value: string) => `{"a":${value}}`;
const lines = (...elements: string[]) => `{"d":{"l":[${elements.join()}]}}`;

describe('a pattern matches', () => {
  it.each<[string, string]>([
    // Values
    ['{"a":["x"]}', a('"x"')],
    ['{"a":["x","y"]}', a('["z","y"]')],
    ['{"a":[300]}', a('300.0')],
    ['{"a":[3.0e2]}', a('300')],
    ['{"a":[0.1]}', a('10e-2')],
    ['{"a":[0]}', a('-0.0')],
    ['{"a":[123456789012]}', a('123456789012')],
    ['{"a":[true]}', a('true')],
    ['{"a":[null]}', a('null')],
    ['{"a":[""]}', a('""')],
    ['{"a":["é"]}', a('"\\u00e9"')],
    ['{"\\u0061":["x"]}', '{"\\u0061":"x"}'],
    ['{"a":["\\ud83d\\ude00"]}', a('"😀"')],
    ['{"a":["10.0.0.1"]}', a('"10.0.0.1"')],
    // Paths
    ['{"a":{"b":["x"]}}', '{"a.b":"x"}'],
    ['{"a.b":["x"]}', '{"a":{"b":"x"}}'],
    ['{"a":{"":["x"]}}', '{"a.":"x"}'],
    ['{"a":["x"]}', '{"a":"y","a":"x"}'],
    ['{"a":["y"],"a":["x"]}', a('"x"')],
    ['{"a":{"b":["x"]}}', '{"a":[[{"b":"y"}],[{"b":"x"}]]}'],
    [' { "a" : [ "x" ] } ', ' {\n "z" : { "a" : "x" } , "a" : "x" } '],
    // Texts
    ['{"a":[{"prefix":""}]}', a('"x"')],
    ['{"a":[{"suffix":""}]}', a('""')],
    ['{"a":[{"prefix":"xü"}]}', a('"xüy"')],
    ['{"a":[{"suffix":"😀"}]}', a('"x😀"')],
    ['{"a":[{"equals-ignore-case":"STRASSE"}]}', a('"strasse"')],
    ['{"a":[{"equals-ignore-case":"straße"}]}', a('"STRASSE"')],
    ['{"a":[{"equals-ignore-case":"𐐀x"}]}', a('"𐐨X"')],
    ['{"a":[{"prefix":{"equals-ignore-case":"ÜB"}}]}', a('"über"')],
    ['{"a":[{"suffix":{"equals-ignore-case":".PNG"}}]}', a('"x.Png"')],
    ['{"a":[{"wildcard":"*"}]}', a('""')],
    ['{"a":[{"wildcard":"a*b"}]}', a('"a\\nb"')],
    ['{"a":[{"wildcard":"*a*a"}]}', a('"aa"')],
    ['{"a":[{"wildcard":"a\\\\*\\\\\\\\*"}]}', a('"a*\\\\b"')],
    // Numbers and addresses
    ['{"a":[{"numeric":[">",0,"<=",5]}]}', a('5')],
    ['{"a":[{"numeric":[">=",-1.5,"<",0]}]}', a('-15e-1')],
    ['{"a":[{"numeric":["=",301.8]}]}', a('3.018E2')],
    ['{"a":[{"numeric":["<",5000000000]}]}', a('4999999999.999999')],
    ['{"a":[{"cidr":"10.0.0.0/24"}]}', a('"10.0.0.255"')],
    ['{"a":[{"cidr":"10.0.0.7/31"}]}', a('["x","10.0.0.7"]')],
    ['{"a":[{"cidr":"2001:db8::/32"}]}', a('"2001:0DB8:1::1"')],
    // Anything but
    ['{"a":[{"anything-but":"x"}]}', a('["x","y"]')],
    ['{"a":[{"anything-but":"x"}]}', a('null')],
    ['{"a":[{"anything-but":"1"}]}', a('1')],
    ['{"a":[{"anything-but":[1,2]}]}', a('"1"')],
    ['{"a":[{"anything-but":1}]}', a('1e400')],
    ['{"a":[{"anything-but":"x"},{"anything-but":"y"}]}', a('"x"')],
    ['{"a":[{"anything-but":{"prefix":["x","y"]}}]}', a('"z"')],
    ['{"a":[{"anything-but":{"wildcard":"*/dir/*"}}]}', a('"dir/init/file"')],
    ['{"a":[{"anything-but":{"prefix":[]}}]}', a('"x"')],
    // Presence
    ['{"a":[{"exists":true}]}', a('null')],
    ['{"a":[{"exists":false}]}', a('{"b":1}')],
    ['{"a":[{"exists":false}]}', a('[]')],
    ['{"a":[{"exists":false}]}', a('[{"b":1}]')],
    ['{"a":{"b":[{"exists":false}]}}', '{}'],
    ['{"a":[{"exists":false},"x"]}', a('"x"')],
    // Arrays of objects
    ['{"d":{"l":{"c":["A"],"n":[2]}}}', lines('{"c":"A","n":1}', '{"c":"A","n":2}')],
    ['{"d":{"l":{"c":["A"],"n":[2]}}}', lines('{"c":"B","n":2}', '{"c":["B","A"],"n":[1,2]}')],
    ['{"d":{"l":{"c":["A"],"n":{"t":["x"]}}}}', lines('{"c":"A","n":[{"t":"y"},{"t":"x"}]}')],
    ['{"d":{"l":{"c":["A"],"n":[{"exists":false}]}}}', lines('{"c":"A"}', '{"c":"B","n":1}')],
    ['{"d":{"l":{"c":["A"]},"m":{"c":["B"]}}}', '{"d":{"l":[{"c":"A"}],"m":[{"c":"C"},{"c":"B"}]}}'],
    ['{"d":{"l":{"c":[{"anything-but":"A"}],"n":[1]}}}', lines('{"c":"A","n":1}', '{"c":"B","n":1}')],
    // $or
    ['{"$or":[{"a":["x"]},{"b":["y"]}]}', '{"b":"y"}'],
    ['{"a":["x"],"$or":[{"b":["y"]},{"c":["z"]}]}', '{"a":"x","c":"z"}'],
    ['{"a":["z"],"$or":[{"a":["x"]},{"b":["y"]}]}', a('"x"')],
    ['{"$or":[{"a":["x"]},{"b":["y"]}],"a":["z"]}', '{"a":"z"}'],
    ['{"$or":{"a":["x"]}}', '{"$or":{"a":"x"}}'],
    ['{"$or":["x",{"prefix":"y"}]}', '{"$or":"yes"}'],
  ])('%s: %s', (pattern, event) => {
    expect(matches(parsePattern(pattern), event)).toBe(true);
    expect(matchesInCompany(pattern, event)).toBe(true);
  });
});

describe('a pattern does not match', () => {
  it.each<[string, string]>([
    // Values
    ['{"a":["x"]}', a('"X"')],
    ['{"a":["x"]}', '{}'],
    ['{"a":["x"]}', '[]'],
    ['{"a":["x"]}', '"a"'],
    ['{"a":["x"]}', a('{"x":"x"}')],
    ['{"a":["1"]}', a('1')],
    ['{"a":[1]}', a('"1"')],
    ['{"a":["null"]}', a('null')],
    ['{"a":[null]}', '{}'],
    ['{"a":[false]}', a('true')],
    ['{"a":[1]}', a('1.0000001')],
    ['{"a":[0.1234567]}', a('0.12345670')],
    ['{"a":[123456789012]}', a('1.23456789012e11')],
    ['{"a":["é"]}', a('"e\\u0301"')],
    ['{"a":["10.0.0.1"]}', a('"10.0.0.01"')],
    ['{"a":["x"]}', a('["y",["z"],{"a":"x"}]')],
    // Paths
    ['{"A":["x"]}', a('"x"')],
    ['{"a":{"b":["x"]}}', a('"x"')],
    ['{"a":{"b":["x"]}}', a('{"b":{"b":"x"}}')],
    ['{"a":{"0":["x"]}}', a('["x"]')],
    ['{"a":{"length":[1]}}', a('["x"]')],
    ['{"__proto__":["x"]}', a('"x"')],
    ['{"a":{"b":["x"]}}', a('"{\\"b\\":\\"x\\"}"')],
    ['{"a":["x"],"b":["y"]}', a('"x"')],
    // Texts
    ['{"a":[{"prefix":"x"}]}', a('"yx"')],
    ['{"a":[{"prefix":"fals"}]}', a('false')],
    ['{"a":[{"prefix":"1"}]}', a('12')],
    ['{"a":[{"prefix":""}]}', a('null')],
    ['{"a":[{"suffix":".PNG"}]}', a('"x.png"')],
    ['{"a":[{"suffix":"abc"}]}', a('"bc"')],
    ['{"a":[{"equals-ignore-case":""}]}', a('"x"')],
    ['{"a":[{"equals-ignore-case":"STRASSE"}]}', a('"straße"')],
    ['{"a":[{"equals-ignore-case":"straße"}]}', a('"strasse"')],
    ['{"a":[{"equals-ignore-case":"k"}]}', a('"\\u212a"')],
    ['{"a":[{"equals-ignore-case":"true"}]}', a('true')],
    ['{"a":[{"prefix":{"equals-ignore-case":"AB"}}]}', a('"a"')],
    ['{"a":[{"suffix":{"equals-ignore-case":"𐐀"}}]}', a('"𐐁"')],
    ['{"a":[{"wildcard":"*"}]}', a('1')],
    ['{"a":[{"wildcard":"a*a"}]}', a('"a"')],
    ['{"a":[{"wildcard":"*ab*abc"}]}', a('"abc"')],
    ['{"a":[{"wildcard":"a\\\\*"}]}', a('"ab"')],
    ['{"a":[{"wildcard":"/Users/*/doc.txt"}]}', a('"/Users/x/notdoc.txt"')],
    // Numbers and addresses
    ['{"a":[{"numeric":[">",0,"<=",5]}]}', a('0')],
    ['{"a":[{"numeric":[">",0,"<=",5]}]}', a('5.000001')],
    ['{"a":[{"numeric":[">",100]}]}', a('"300"')],
    ['{"a":[{"numeric":[">",0]}]}', a('5000000001')],
    ['{"a":[{"numeric":["<",5]}]}', a('-6e9')],
    ['{"a":[{"numeric":["=",1]}]}', a('true')],
    ['{"a":[{"cidr":"10.0.0.0/24"}]}', a('"10.0.1.0"')],
    ['{"a":[{"cidr":"10.0.0.0/24"}]}', a('"10.0.0.256"')],
    ['{"a":[{"cidr":"10.0.0.0/24"}]}', a('"10.0.0"')],
    ['{"a":[{"cidr":"10.0.0.8/24"}]}', a('"10.0.0.7"')],
    ['{"a":[{"cidr":"0.0.0.0/0"}]}', a('"::1"')],
    ['{"a":[{"cidr":"::/0"}]}', a('"10.0.0.1"')],
    ['{"a":[{"cidr":"0.0.0.0/0"}]}', a('10')],
    ['{"a":[{"cidr":"::/0"}]}', a('"1::2::3"')],
    // Anything but
    ['{"a":[{"anything-but":"x"}]}', a('"x"')],
    ['{"a":[{"anything-but":"x"}]}', a('["x","x"]')],
    ['{"a":[{"anything-but":"x"}]}', '{}'],
    ['{"a":[{"anything-but":"x"}]}', a('[]')],
    ['{"a":[{"anything-but":"x"}]}', a('{"b":"y"}')],
    ['{"a":[{"anything-but":[1,2]}]}', a('[1.0,2e0]')],
    ['{"a":[{"anything-but":{"prefix":["x","y"]}}]}', a('["xa","yb"]')],
    ['{"a":[{"anything-but":{"suffix":".png"}}]}', a('"x.png"')],
    ['{"a":[{"anything-but":{"equals-ignore-case":["x"]}}]}', a('"X"')],
    ['{"a":[{"anything-but":{"wildcard":"*/dir/*"}}]}', a('"/dir/"')],
    // Presence
    ['{"a":[{"exists":true}]}', a('[]')],
    ['{"a":[{"exists":true}]}', a('{"b":1}')],
    ['{"a":[{"exists":true}]}', a('[[],{}]')],
    ['{"a":[{"exists":false}]}', a('null')],
    ['{"a":[{"exists":false}]}', a('[{"b":1},2]')],
    ['{"a":[{"exists":false},"x"]}', a('"y"')],
    // Arrays of objects
    ['{"d":{"l":{"c":["A"],"n":[2]}}}', lines('{"c":"A","n":1}', '{"c":"B","n":2}')],
    ['{"d":{"l":{"c":["A"],"n":{"t":["x"],"v":[1]}}}}', lines('{"c":"A","n":[{"t":"y","v":1},{"t":"x","v":2}]}')],
    ['{"d":{"l":{"c":["A"],"n":{"t":["x"]}}}}', lines('{"c":"A","n":[{"t":"y"}]}', '{"c":"B","n":[{"t":"x"}]}')],
    ['{"d":{"l":{"c":["A"],"n":[{"exists":false}]}}}', lines('{"c":"A","n":1}', '{"c":"B"}')],
    ['{"d":{"l":{"n":[{"exists":false}]}}}', lines('{"c":"A"}', '{"n":1}')],
    ['{"d":{"l":{"c":[{"anything-but":"A"}],"n":[1]}}}', lines('{"c":"A","n":1}', '{"c":"B","n":2}')],
    [
      '{"d":{"l":{"x":["1"],"y":["2"],"z":["3"]}}}',
      lines('{"x":"1","y":"2"}', '{"y":"2","z":"3"}', '{"x":"1","z":"3"}'),
    ],
    ['{"a":{"b":["x"],"c":["y"]}}', '{"a":[[{"b":"x"}],[{"c":"y"}]]}'],
    // $or
    ['{"$or":[{"a":["x"]},{"b":["y"]}]}', '{"a":"y","b":"x"}'],
    ['{"a":["x"],"$or":[{"b":["y"]},{"c":["z"]}]}', '{"b":"y","c":"z"}'],
    ['{"a":["z"],"$or":[{"a":["x"]},{"b":["y"]}]}', '{"a":"z"}'],
    ['{"$or":{"a":["x"]}}', '{"a":"x"}'],
    ['{"$or":[{"a":["x"]},{"b":["y"]}],"a":["z"]}', '{"a":"x"}'],
  ])('%s: %s', (pattern, event) => {
    expect(matches(parsePattern(pattern), event)).toBe(false);
    expect(matchesInCompany(pattern, event)).toBe(false);
  });
});
