import { type AcceptPorts, acceptEvents, type Incoming } from '../../../../lib/accepted/accept-events.ts';
import type { CloudEvent } from '../../../../lib/events/cloud-event.ts';
import type { Outcome } from '../../../../lib/publishing/publisher.ts';
import { someEvent } from '../../../support/events.ts';
import { MemoryAcceptedEvents } from '../../../support/memory-accepted-events.ts';

const incoming = (id: string, content: unknown = id): Incoming => ({ event: someEvent(id), content });
const published: Outcome = { state: 'published', eventId: 'eb' };

function harness(outcome: Outcome = published) {
  const sent: string[] = [];
  const ports: AcceptPorts = {
    accepted: new MemoryAcceptedEvents(),
    async publish(events: readonly CloudEvent[]) {
      sent.push(...events.map(({ id }) => id));
      return events.map(() => outcome);
    },
  };
  return { sent, ports };
}
const summary = async (items: readonly Incoming[], ports: AcceptPorts) =>
  (await acceptEvents(items, ports)).map((answer) =>
    answer.accepted ? `${answer.id} ${answer.repeated ? 'repeated' : 'new'}` : `${answer.id} ${answer.error.kind}`,
  );

test('publishes what is new, and nothing twice', async () => {
  const { sent, ports } = harness();
  expect(await summary([incoming('a'), incoming('b')], ports)).toEqual(['a new', 'b new']);
  expect(await summary([incoming('b'), incoming('c')], ports)).toEqual(['b repeated', 'c new']);
  expect(sent).toEqual(['a', 'b', 'c']);
});

test('refuses an id that was used for another event', async () => {
  const { sent, ports } = harness();
  await acceptEvents([incoming('a')], ports);
  expect(await summary([incoming('a', 'other'), incoming('b')], ports)).toEqual(['a conflict', 'b new']);
  expect(sent).toEqual(['a', 'b']);
});

test('the order of keys makes no other event', async () => {
  const { ports } = harness();
  await acceptEvents([incoming('a', { x: 1, y: [{ p: 1, q: 2 }] })], ports);
  expect(await summary([incoming('a', { y: [{ q: 2, p: 1 }], x: 1 })], ports)).toEqual(['a repeated']);
  expect(await summary([incoming('a', { y: [{ q: 2, p: 1 }, 0], x: 1 })], ports)).toEqual(['a conflict']);
});

test('settles an id that comes twice in one call', async () => {
  const { sent, ports } = harness();
  expect(await summary([incoming('a'), incoming('a'), incoming('a', 'other')], ports)).toEqual([
    'a new',
    'a repeated',
    'a conflict',
  ]);
  expect(sent).toEqual(['a']);
});

test('the same id of two tenants is two events', async () => {
  const { sent, ports } = harness();
  const other = { event: someEvent('a', { tenant: 'other' }), content: 'other' };
  expect(await summary([incoming('a'), other], ports)).toEqual(['a new', 'a new']);
  expect(sent).toEqual(['a', 'a']);
});

test('an event that was kept for later is accepted', async () => {
  const { ports } = harness({ state: 'kept', cause: 'no bus' });
  expect(await summary([incoming('a')], ports)).toEqual(['a new']);
  expect(await summary([incoming('a')], ports)).toEqual(['a repeated']);
});

test('an event that was lost is not, and may be sent again', async () => {
  const { ports } = harness({ state: 'lost', cause: 'no bus, no queue' });
  expect(await summary([incoming('a')], ports)).toEqual(['a unavailable']);
  expect(await summary([incoming('a')], { ...ports, publish: async () => [published] })).toEqual(['a new']);
});

test('an event whose claim runs elsewhere is in progress', async () => {
  const { sent, ports } = harness();
  await ports.accepted.claim({ tenant: 'shop', id: 'a', fingerprint: 'whatever' });
  const running: AcceptPorts = { ...ports, accepted: { ...ports.accepted, claim: async () => 'running' } };
  expect(await summary([incoming('a')], running)).toEqual(['a in-progress']);
  expect(sent).toEqual([]);
});

test('when the memory cannot be asked, nothing is published and the sender may try again', async () => {
  const { sent, ports } = harness();
  const broken = { ...ports, accepted: { ...ports.accepted, claim: () => Promise.reject(new Error('throttled')) } };
  expect(await summary([incoming('a')], broken)).toEqual(['a unavailable']);
  expect(sent).toEqual([]);
});

test('when only the confirmation fails, the event is accepted all the same', async () => {
  const { ports } = harness();
  const accepted = new MemoryAcceptedEvents();
  const deaf = {
    claim: accepted.claim.bind(accepted),
    release: accepted.release.bind(accepted),
    confirm: () => Promise.reject(new Error('throttled')),
  };
  expect(await summary([incoming('a')], { ...ports, accepted: deaf })).toEqual(['a new']);
});
