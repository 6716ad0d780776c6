import { gzipSync } from 'node:zlib';
import { readCbor, Tagged, writeCbor } from '../../../../emulator/wire/cbor.ts';
import { type TestEmulator, testEmulator } from '../../../support/emulator.ts';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await testEmulator();
});
afterAll(() => emulator.stop());

const NOON = Date.UTC(2026, 10, 23, 12) / 1000;
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=test/20261123/us-east-1/monitoring/aws4_request, SignedHeaders=host, Signature=0';

async function call(operation: string, input: unknown, more: Record<string, string> = {}, body = writeCbor(input)) {
  const response = await fetch(`${emulator.endpoint}/service/GraniteServiceVersion20100801/operation/${operation}`, {
    method: 'POST',
    headers: {
      authorization: AUTHORIZATION,
      'content-type': 'application/cbor',
      'smithy-protocol': 'rpc-v2-cbor',
      ...more,
    },
    body: body as never,
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { response, output: bytes.length > 0 ? (readCbor(bytes) as Record<string, unknown>) : undefined };
}
const data = (value: number) => ({
  Namespace: 'Cbor',
  MetricData: [{ MetricName: 'm', Value: value, Timestamp: new Tagged(1, NOON) }],
});

it('speaks CBOR, compressed or not, with tagged times', async () => {
  await call('PutMetricData', data(1.5));
  await call('PutMetricData', undefined, { 'content-encoding': 'gzip' }, gzipSync(writeCbor(data(2))));
  const { response, output } = await call('GetMetricStatistics', {
    Namespace: 'Cbor',
    MetricName: 'm',
    StartTime: new Tagged(1, NOON),
    EndTime: new Tagged(1, NOON + 60),
    Period: 60,
    Statistics: ['Sum'],
  });
  expect(response.headers.get('smithy-protocol')).toBe('rpc-v2-cbor');
  expect(output).toEqual({ Label: 'm', Datapoints: [{ Timestamp: new Tagged(1, NOON), Sum: 3.5, Unit: 'None' }] });
});

it.each<[string, string, unknown, number, string]>([
  [
    'a wrong value',
    'PutMetricData',
    { Namespace: 'AWS/X', MetricData: [{ MetricName: 'm', Value: 1 }] },
    400,
    'InvalidParameterValueException',
  ],
  ['a member of the wrong type', 'PutMetricData', { Namespace: 1 }, 400, 'SerializationException'],
  ['an operation that is none', 'PutMetrics', {}, 400, 'UnknownOperationException'],
])('refuses %s', async (_name, operation, input, status, type) => {
  const { response, output } = await call(operation, input);
  expect([response.status, output?.__type]).toEqual([status, type]);
  expect(response.headers.get('x-amzn-query-error')).toMatch(/;Sender$/);
});

it('speaks Query to older clients', async () => {
  const query = async (form: Record<string, string>) => {
    const response = await fetch(emulator.endpoint, {
      method: 'POST',
      headers: { authorization: AUTHORIZATION, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ Version: '2010-08-01', ...form }),
    });
    return response.text();
  };
  const put = { Action: 'PutMetricData', Namespace: 'Form', 'MetricData.member.1.MetricName': 'm' };
  expect(await query({ ...put, 'MetricData.member.1.Value': '1' })).toContain('<PutMetricDataResponse');
  expect(await query(put)).toContain('<Code>MissingParameter</Code>');
  expect(await query({ Action: 'ListMetrics', Namespace: 'Form' })).toContain('<MetricName>m</MetricName>');
});
