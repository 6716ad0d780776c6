import { completeEvent, LARGEST_EVENT } from '../../../../lib/events/complete-event.ts';

const context = { now: '2026-11-23T12:00:00.000Z', correlationId: 'cor-1', provider: 'trestle' };
const draft = {
  specversion: '1.0',
  id: 'e-1',
  source: 'partner/trestle/shop/orders',
  type: 'stock.replenished',
  data: { sku: 'RAIL-200', quantity: 5, replenishedAt: '2026-11-23T06:00:00Z' },
};

test('fills in what the sender left out', () => {
  expect(completeEvent(draft, context)).toEqual({
    ...draft,
    time: context.now,
    datacontenttype: 'application/json',
    dataschema: 'trestle:commerce/stock.replenished/1',
    tenant: 'shop',
    correlationid: 'cor-1',
  });
});

test('keeps what the sender said', () => {
  const said = {
    ...draft,
    time: '2026-11-20T00:00:00+01:00',
    correlationid: 'mine',
    subject: 'RAIL-200',
    traceparent: '00-a-b-01',
  };
  expect(completeEvent(said, context)).toMatchObject(said);
});

const { id: _, ...withoutId } = draft;
test.each<[string, unknown, string]>([
  ['no object', 'text', ''],
  ['a list', [], ''],
  ['null', null, ''],
  ['no id', withoutId, '/id'],
  ['an empty id', { ...draft, id: '' }, '/id'],
  ['an id with a blank', { ...draft, id: 'a b' }, '/id'],
  ['an id that is too long', { ...draft, id: 'x'.repeat(129) }, '/id'],
  ['an id that is a number', { ...draft, id: 1 }, '/id'],
  ['another version of CloudEvents', { ...draft, specversion: '0.3' }, '/specversion'],
  ['a source of another form', { ...draft, source: 'shop' }, '/source'],
  ['a source with too many parts', { ...draft, source: 'partner/trestle/shop/orders/x' }, '/source'],
  ['a source with a wildcard', { ...draft, source: 'partner/trestle/*/orders' }, '/source'],
  ["AWS's source", { ...draft, source: 'aws.partner/trestle/shop/orders' }, '/source'],
  ["another provider's source", { ...draft, source: 'partner/other/shop/orders' }, '/source'],
  ['an unknown type', { ...draft, type: 'stock.stolen' }, '/type'],
  ['a type of every object', { ...draft, type: 'constructor' }, '/type'],
  ['the schema of another type', { ...draft, dataschema: 'trestle:commerce/order.placed/1' }, '/dataschema'],
  ['a time that is none', { ...draft, time: 'yesterday' }, '/time'],
  ['another content type', { ...draft, datacontenttype: 'text/xml' }, '/datacontenttype'],
  ['binary data', { ...draft, data_base64: 'AAAA' }, '/data_base64'],
  ['a tenant of the sender’s choice', { ...draft, tenant: 'other' }, '/tenant'],
  ['data that is no object', { ...draft, data: [] }, '/data'],
  ['data that breaks the contract', { ...draft, data: { ...draft.data, quantity: 0 } }, '/data/quantity'],
  ['data with more than the contract', { ...draft, data: { ...draft.data, 'a/b~c': 1 } }, '/data/a~1b~0c'],
])('refuses %s and points at it', (_name, value, pointer) => {
  expect(() => completeEvent(value, context)).toThrow(
    expect.objectContaining({
      kind: 'invalid',
      violations: expect.arrayContaining([{ pointer, detail: expect.any(String) }]),
    }),
  );
});

test('pointers begin where the event stands in the body', () => {
  expect(() => completeEvent({ ...draft, data: {} }, context, '/3')).toThrow(
    expect.objectContaining({
      violations: expect.arrayContaining([{ pointer: '/3/data/sku', detail: 'is required' }]),
    }),
  );
});

test('refuses an event that EventBridge could not carry', () => {
  const large = {
    ...draft,
    type: 'github.ping',
    data: { zen: 'x'.repeat(LARGEST_EVENT), hook_id: 1 },
  };
  expect(() => completeEvent(large, context)).toThrow(expect.objectContaining({ kind: 'too-large' }));
});
