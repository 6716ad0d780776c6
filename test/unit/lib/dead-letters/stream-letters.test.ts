import { countCauses } from '../../../../lib/dead-letters/dead-letter.ts';
import { type RedrivePorts, redrive } from '../../../../lib/dead-letters/redrive.ts';
import { streamRangeOf } from '../../../../lib/dead-letters/stream-letters.ts';
import { someEvent } from '../../../support/events.ts';

const batch = {
  shardId: 'shardId-1',
  startSequenceNumber: '100000000000000000001',
  endSequenceNumber: '100000000000000000003',
  approximateArrivalOfFirstRecord: '2026-11-23T12:00:00.000Z',
  approximateArrivalOfLastRecord: '2026-11-23T12:00:05.000Z',
  batchSize: 3,
  streamArn: 'arn:stream',
};
const body = (more: object = {}): string =>
  JSON.stringify({
    requestContext: { condition: 'RetryAttemptsExhausted' },
    DDBStreamBatchInfo: { ...batch, ...more },
  });
const letter = (text: string) => ({ receiptHandle: text, body: text, attributes: {} });

test('a letter tells where the records stand', () => {
  expect(streamRangeOf({ body: body() })).toEqual({
    streamArn: 'arn:stream',
    shardId: 'shardId-1',
    first: '100000000000000000001',
    last: '100000000000000000003',
    from: new Date('2026-11-23T12:00:00Z'),
    to: new Date('2026-11-23T12:00:05Z'),
    count: 3,
    condition: 'RetryAttemptsExhausted',
  });
  expect(countCauses([letter(body())])).toMatchObject([
    {
      code: 'RetryAttemptsExhausted',
      message: expect.stringMatching(/^3 changes of orders of 2026-11-23T12:00:00.000Z to/),
    },
  ]);
});

test.each<[string, string]>([
  ['text', 'hello'],
  ['a number', '1'],
  ['an event', '{"detail":{}}'],
  ['a letter of another stream', '{"KinesisBatchInfo":{}}'],
  ['a batch that is none', '{"DDBStreamBatchInfo":[]}'],
  ['no shard', body({ shardId: undefined })],
  ['no stream', body({ streamArn: '' })],
  ['a sequence number that is none', body({ endSequenceNumber: '1e5' })],
  ['a time that is none', body({ approximateArrivalOfLastRecord: 'yesterday' })],
])('%s tells nothing', (_name, text) => {
  expect(streamRangeOf({ body: text })).toBeUndefined();
});

test('what the letters tell of is sent to be published before they go; the others stay', async () => {
  const done: string[] = [];
  const ports: RedrivePorts = {
    count: async () => 0,
    receive: async () => [letter(body()), letter('hello')],
    putBack: async (_queue, letters) => void done.push(`back ${letters.length}`),
    delete: async (queue, letters) => void done.push(`delete ${letters.length} of ${queue}`),
    send: async (queue, letters) => void done.push(`send ${letters.length} to ${queue}`),
    replay: () => Promise.reject(new Error('not asked for')),
    recover: async (ranges) => ranges.map(() => someEvent('e-1')),
    remember: () => undefined,
  };
  const answer = await redrive({ action: 'redrive', queue: 'relay-failed' }, ports);
  expect(answer).toMatchObject({ letters: 2, events: 1, left: 1 });
  expect(done).toEqual(['send 1 to unpublished', 'delete 1 of relay-failed', 'back 1']);
  done.length = 0;
  const failing = { ...ports, recover: () => Promise.reject(new Error('throttled')) };
  await expect(redrive({ action: 'redrive', queue: 'relay-failed' }, failing)).rejects.toThrow('throttled');
  expect(done).toEqual([]);
});
