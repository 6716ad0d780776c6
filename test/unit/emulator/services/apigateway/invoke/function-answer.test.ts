import { answerOf } from '../../../../../../emulator/services/apigateway/invoke/function-answer.ts';

const text = (body: Uint8Array | string): string => Buffer.from(body).toString('utf8');

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
describe('answerOf', () => {
  test.each([
    ['2.0', '"hello"', 200, 'hello', 'application/json'],
    ['2.0', '{"a":1}', 200, '{"a":1}', 'application/json'],
    ['2.0', 'null', 200, 'null', 'application/json'],
    ['2.0', '{"statusCode":201,"body":"made"}', 201, 'made', 'text/plain; charset=utf-8'],
    [
      '2.0',
      '{"statusCode":"202","headers":{"Content-Type":"application/json"},"body":"{}"}',
      202,
      '{}',
      'application/json',
    ],
    ['1.0', '{"statusCode":200,"body":"aGk=","isBase64Encoded":true}', 200, 'hi', 'text/plain; charset=utf-8'],
  ] as const)('version %s: %s', (version, payload, status, body, type) => {
    const answer = answerOf(version, payload);
    expect([answer.status, text(answer.body), answer.headers['content-type']]).toEqual([status, body, type]);
  });
  test('cookies become headers of their own', () => {
    const answer = answerOf('2.0', '{"statusCode":204,"cookies":["a=1","b=2"]}');
    expect(answer.headers['set-cookie']).toEqual(['a=1', 'b=2']);
  });
  test.each([
    ['1.0', '"hello"'],
    ['1.0', '{"a":1}'],
    ['1.0', 'null'],
    ['2.0', 'not json'],
    ['2.0', '{"statusCode":"many"}'],
    ['2.0', '{"statusCode":99}'],
    ['2.0', '{"statusCode":200,"body":{"a":1}}'],
    ['2.0', '{"statusCode":200,"headers":[]}'],
  ] as const)('version %s: %s is an Internal Server Error', (version, payload) => {
    const answer = answerOf(version, payload);
    expect([answer.status, text(answer.body)]).toEqual([500, '{"message":"Internal Server Error"}']);
  });
});
