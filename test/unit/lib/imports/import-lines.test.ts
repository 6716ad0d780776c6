import { InProgressError } from '../../../../lib/accepted/accept-events.ts';
import { type DomainError, InvalidInputError, UnavailableError } from '../../../../lib/errors.ts';
import { csvEvent } from '../../../../lib/imports/csv-event.ts';
import { importLines } from '../../../../lib/imports/import-lines.ts';
import type { ImportValue } from '../../../../lib/imports/readable-line.ts';
import type { PublishAnswer } from '../../../../lib/publishing/publish-request.ts';

test.each<[string, Record<string, string>, object]>([
  [
    'attributes and members',
    { id: '1', type: 'stock.replenished', 'data.sku': 'A', 'data.quantity': '7' },
    { id: '1', data: { sku: 'A', quantity: 7 } },
  ],
  [
    'text that looks like a number, where the contract wants text',
    { type: 'stock.replenished', 'data.sku': '007' },
    { data: { sku: '007' } },
  ],
  [
    'a number that is none, for the contract to refuse',
    { type: 'stock.replenished', 'data.quantity': 'many' },
    { data: { quantity: 'many' } },
  ],
  ['an empty number', { type: 'stock.replenished', 'data.quantity': ' ' }, { data: { quantity: ' ' } }],
  ['a list as JSON', { type: 'order.placed', 'data.lines': '[{"sku":"A"}]' }, { data: { lines: [{ sku: 'A' }] } }],
  ['a list that is none', { type: 'order.placed', 'data.lines': '[' }, { data: { lines: '[' } }],
  ['a truth', { type: 'github.release', 'data.x': 'true' }, { data: { x: 'true' } }],
  ['an unknown type', { type: 'none', 'data.quantity': '7' }, { type: 'none', data: { quantity: '7' } }],
  [
    'empty cells',
    { id: '', subject: '', type: 'stock.replenished', 'data.sku': '' },
    { type: 'stock.replenished', data: {} },
  ],
])('a row with %s', (_name, row, event) => {
  expect(csvEvent(row)).toMatchObject({ specversion: '1.0', ...event });
});

test('an empty cell says nothing', () => {
  expect(csvEvent({ id: '', type: 'x' })).toEqual({ specversion: '1.0', type: 'x', data: {} });
});

const line = (index: number, value: ImportValue) => ({ index, value });
const refused = (index: number, error: DomainError): PublishAnswer => ({ index, accepted: false, id: 'x', error });

test('rejected lines are told by their numbers and reasons, whether they were events or not', async () => {
  const error = new InvalidInputError('no', [{ pointer: '/1/data/x', detail: 'is required' }]);
  const answers: PublishAnswer[] = [{ index: 0, accepted: true, id: '1', repeated: true }, refused(1, error)];
  const asked: number[] = [];
  const lines = [
    line(7, ['is not JSON: no', '{not']),
    line(8, []),
    line(9, { id: '1' }),
    line(10, { id: '2' }),
    line(11, ['has 1 cells', 'x']),
  ];
  const { report, ...counts } = await importLines(lines, 'jsonl', async (events) => {
    asked.push(events.length);
    return answers;
  });
  expect(asked).toEqual([2]);
  expect(counts).toEqual({ accepted: 0, repeated: 1, rejected: 3 });
  const told = report
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text));
  expect(told.map(({ line: number, value }) => [number, value])).toEqual([
    [8, '{not'],
    [11, { id: '2' }],
    [12, 'x'],
  ]);
  expect(told[0].problem).toMatchObject({ status: 422, detail: 'The line is not JSON: no' });
  expect(told[1].problem).toMatchObject({ errors: [{ pointer: '/data/x', detail: 'is required' }] });
});

test('lines that are no events are not published', async () => {
  const { rejected } = await importLines([line(0, ['is bad', 'x']), line(1, [])], 'csv', () => Promise.reject());
  expect(rejected).toBe(1);
});

test.each<[string, DomainError]>([
  ['are being published by another try', new InProgressError('The event is being published.')],
  ['could not be published', new UnavailableError('The table is throttled.')],
])('lines that %s are tried again and not rejected', async (_name, error) => {
  const lines = [line(0, { id: '1' }), line(1, ['is bad', 'x'])];
  const tried = importLines(lines, 'jsonl', async () => [refused(0, error)]);
  await expect(tried).rejects.toMatchObject({ name: 'UnavailableError', message: expect.stringContaining('1 lines') });
});
