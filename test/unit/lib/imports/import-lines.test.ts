import { InvalidInputError } from '../../../../lib/errors.ts';
import { csvEvent } from '../../../../lib/imports/csv-event.ts';
import { importLines } from '../../../../lib/imports/import-lines.ts';
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

test.each([
  ['jsonl', [1, 3]],
  ['csv', [2, 4]],
] as const)('lines of %s are counted as an editor does', async (format, numbers) => {
  const lines = [0, 1, 2].map((index) => ({ index, value: { id: `${index}` } }));
  const error = new InvalidInputError('no', [{ pointer: '/0/data/x', detail: 'is required' }]);
  const answers: PublishAnswer[] = [
    { index: 0, accepted: false, id: '0', error },
    { index: 1, accepted: true, id: '1', repeated: true },
    { index: 2, accepted: false, id: '2', error },
  ];
  const { report, ...counts } = await importLines(lines, format, async () => answers);
  expect(counts).toEqual({ accepted: 0, repeated: 1, rejected: 2 });
  const told = report
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(told.map(({ line }) => line)).toEqual(numbers);
  expect(told[0]).toMatchObject({
    problem: { status: 422, errors: [{ pointer: '/data/x', detail: 'is required' }] },
    value: { id: '0' },
  });
});
