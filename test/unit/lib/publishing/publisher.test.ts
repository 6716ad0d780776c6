import type { BusEntry } from '../../../../lib/publishing/bus-entry.ts';
import { type EntryResult, PUBLISH_BACKOFF, publish } from '../../../../lib/publishing/publisher.ts';
import { someEvent } from '../../../support/events.ts';

type Answer = (entry: BusEntry, attempt: number) => EntryResult;

const idOf = ({ Detail }: BusEntry): string => JSON.parse(Detail).id;

/** A bus that answers each entry by its id and the number of times it was sent. */
function harness(answer: Answer, keep: () => Promise<void> = async () => undefined) {
  const calls: string[][] = [];
  const tries = new Map<string, number>();
  const kept: [string, string][] = [];
  const slept: number[] = [];
  return {
    calls,
    kept,
    slept,
    ports: {
      busOf: async () => 'bus',
      bus: {
        async put(entries: readonly BusEntry[]) {
          calls.push(entries.map(idOf));
          return entries.map((entry) => {
            const attempt = (tries.get(idOf(entry)) ?? 0) + 1;
            tries.set(idOf(entry), attempt);
            return answer(entry, attempt);
          });
        },
      },
      unpublished: {
        async keep({ id }: { readonly id: string }, cause: string) {
          await keep();
          kept.push([id, cause]);
        },
      },
      sleep: async (milliseconds: number) => void slept.push(milliseconds),
      random: () => 0.5,
    },
  };
}

const ok: Answer = (entry) => ({ EventId: `eb-${idOf(entry)}` });
const failing =
  (ErrorCode: string, attempts = Number.POSITIVE_INFINITY): Answer =>
  (entry, attempt) =>
    attempt <= attempts ? { ErrorCode, ErrorMessage: 'no' } : ok(entry, attempt);
const events = (count: number) => Array.from({ length: count }, (_, index) => someEvent(`e${index}`));

test('sends ten entries a call, in order', async () => {
  const { calls, ports } = harness(ok);
  const outcomes = await publish(events(23), ports);
  expect(calls.map((call) => call.length)).toEqual([10, 10, 3]);
  expect(calls.flat()).toEqual(events(23).map(({ id }) => id));
  expect(outcomes[22]).toEqual({ state: 'published', eventId: 'eb-e22' });
});

test('keeps a call within 256 KB', async () => {
  const { calls, ports } = harness(ok);
  await publish(
    [1, 2, 3].map((n) => someEvent(`e${n}`, { data: { text: 'x'.repeat(100_000) } })),
    ports,
  );
  expect(calls.map((call) => call.length)).toEqual([2, 1]);
});

test('sends only the failed entries again, after a growing pause', async () => {
  const { calls, slept, ports } = harness((entry, attempt) =>
    idOf(entry) === 'e1' ? failing('ThrottlingException', 2)(entry, attempt) : ok(entry, attempt),
  );
  const outcomes = await publish(events(3), ports);
  expect(calls).toEqual([['e0', 'e1', 'e2'], ['e1'], ['e1']]);
  expect(slept).toEqual([100, 200]);
  expect(outcomes.map(({ state }) => state)).toEqual(['published', 'published', 'published']);
});

test.each([['InternalFailure'], ['ThrottlingException']])(
  'gives up on %s after the last try and keeps the event',
  async (code) => {
    const { calls, kept, ports } = harness(failing(code));
    expect(await publish(events(1), ports)).toEqual([{ state: 'kept', cause: `${code}: no` }]);
    expect(calls).toHaveLength(PUBLISH_BACKOFF.attempts);
    expect(kept).toEqual([['e0', `${code}: no`]]);
  },
);

test.each([
  ['AccessDeniedException'],
  ['InvalidArgument'],
  ['MalformedDetail'],
  ['NotAuthorizedForSourceException'],
  ['NotAuthorizedForDetailTypeException'],
  ['InvalidAccountIdException'],
])('does not send %s again', async (code) => {
  const { calls, ports } = harness(failing(code));
  expect(await publish(events(1), ports)).toEqual([{ state: 'kept', cause: `${code}: no` }]);
  expect(calls).toHaveLength(1);
});

test.each([
  ['a refusal', { name: 'ResourceNotFoundException', $fault: 'client' }, 1],
  [
    'throttling',
    { name: 'ThrottlingException', $fault: 'client', $retryable: { throttling: true } },
    PUBLISH_BACKOFF.attempts,
  ],
  ['a fault of AWS', { name: 'InternalException', $fault: 'server' }, PUBLISH_BACKOFF.attempts],
  ['a broken connection', { name: 'Error' }, PUBLISH_BACKOFF.attempts],
])('when the whole call fails with %s, every entry has that fate', async (_, error, calls) => {
  let count = 0;
  const { ports } = harness(ok);
  const put = () => {
    count++;
    return Promise.reject(Object.assign(new Error('no'), error));
  };
  const outcomes = await publish(events(2), { ...ports, bus: { put } });
  expect(outcomes.map(({ state }) => state)).toEqual(['kept', 'kept']);
  expect(count).toBe(calls);
});

test('an entry without an answer counts as failed', async () => {
  const { ports } = harness(ok);
  const outcomes = await publish(events(1), { ...ports, bus: { put: async () => [] } });
  expect(outcomes).toEqual([{ state: 'kept', cause: 'InternalFailure: no answer for this entry' }]);
});

test('an event that cannot even be kept is lost, and says so', async () => {
  const { ports } = harness(failing('InvalidArgument'), () => Promise.reject(new Error('no queue')));
  expect(await publish(events(1), ports)).toEqual([
    { state: 'lost', cause: 'InvalidArgument: no; and it could not be kept: no queue' },
  ]);
});

test('an event whose bus cannot be found is kept, and the others go', async () => {
  const { calls, ports } = harness(ok);
  const busOf = async ({ id }: { readonly id: string }) => {
    if (id === 'e0') throw new Error('throttled');
    return 'bus';
  };
  const outcomes = await publish(events(2), { ...ports, busOf });
  expect(outcomes).toEqual([
    { state: 'kept', cause: 'The bus of partner/trestle/shop/orders could not be found: throttled' },
    { state: 'published', eventId: 'eb-e1' },
  ]);
  expect(calls).toEqual([['e1']]);
});
