import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type DeployedApplication, eventually, someId } from '../../support/deployed-application.ts';

/** Files dropped into the import bucket. */
export function describeImports(app: () => DeployedApplication): void {
  describe('imports', () => {
    const run = someId().slice(0, 8);
    const Bucket = 'trestle-local-imports-000000000000';
    const s3 = () => new S3Client({ ...app().client, forcePathStyle: true });
    const read = async (Key: string): Promise<string> =>
      (await (await s3().send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString()) ?? '';
    const importFile = async (name: string, Body: string) => {
      const Key = `incoming/${run} ${name}`;
      await s3().send(new PutObjectCommand({ Bucket, Key, Body: Buffer.from(Body) }));
      await eventually(async () => {
        const { KeyCount } = await s3().send(new ListObjectsV2Command({ Bucket, Prefix: `${Key}.report.json` }));
        return KeyCount === 1 ? true : undefined;
      }, `the report of ${name}`);
      const { Contents = [] } = await s3().send(new ListObjectsV2Command({ Bucket, Prefix: `${Key}.rejected/` }));
      const rejected = await Promise.all(Contents.map(({ Key: part = '' }) => read(part)));
      return {
        report: JSON.parse(await read(`${Key}.report.json`)),
        rejected: rejected
          .join('')
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line)),
      };
    };
    const line = (index: number, quantity: number): string =>
      JSON.stringify({
        specversion: '1.0',
        id: `${run}-${index}`,
        source: 'partner/trestle/shop/stock',
        type: 'stock.replenished',
        data: { sku: 'IMPORT-1', quantity, replenishedAt: '2026-11-23T06:00:00Z' },
      });

    test('every line becomes an event, but those that cannot, which are told with their reasons', async () => {
      const text = Array.from({ length: 250 }, (_, index) => line(index, index % 100)).join('\n');
      const { report, rejected } = await importFile('orders.jsonl', text);
      expect(report).toMatchObject({ state: 'IMPORTED', accepted: 247, repeated: 0, rejected: 3 });
      expect(rejected.map((entry) => entry.line)).toEqual([1, 101, 201]);
      expect(rejected[1]).toMatchObject({
        problem: { errors: [{ pointer: '/data/quantity', detail: 'must be >= 1' }] },
      });
      expect((await importFile('again.jsonl', text)).report).toMatchObject({ accepted: 0, repeated: 247, rejected: 3 });
    });

    test('rows of a CSV file are read by the types of the contract', async () => {
      const header = 'id,source,type,data.sku,data.quantity,data.replenishedAt';
      const row = (id: string, quantity: string) =>
        `${run}-${id},partner/trestle/shop/stock,stock.replenished,IMPORT-1,${quantity},2026-11-23T06:00:00Z`;
      const { report, rejected } = await importFile(
        'stock.csv',
        [header, row('a', '7'), row('b', 'many'), ''].join('\n'),
      );
      expect(report).toMatchObject({ state: 'IMPORTED', accepted: 1, rejected: 1 });
      expect(rejected[0]).toMatchObject({
        line: 3,
        problem: { errors: [{ pointer: '/data/quantity', detail: 'must be integer' }] },
      });
    });

    test('a line that is not JSON, or a row of another shape, is rejected by its number, and the others are taken', async () => {
      const text = [line(900, 7), '{not json', '', '["id"]', line(901, 7)].join('\n');
      const { report, rejected } = await importFile('mended.jsonl', text);
      expect(report).toMatchObject({ state: 'IMPORTED', accepted: 2, rejected: 2 });
      expect(rejected.map(({ line: number, value }) => [number, value])).toEqual([
        [2, '{not json'],
        [4, '["id"]'],
      ]);
      expect(rejected[0].problem).toMatchObject({
        status: 422,
        detail: expect.stringMatching(/^The line is not JSON: /),
      });

      const rows = ['id,source,type,data.sku,data.quantity', `${run}-c,only`, `${run}-d,"open`];
      const csv = await importFile('shapes.csv', rows.join('\n'));
      expect(csv.report).toMatchObject({ state: 'IMPORTED', accepted: 0, rejected: 2 });
      expect(csv.rejected.map(({ line: number, problem }) => [number, problem.errors[0].detail])).toEqual([
        [2, 'has 2 cells, and the header has 5 columns'],
        [3, 'opens quotes that nobody closes'],
      ]);
    });

    test('an empty file has a report as well; a file without a header is reported as a whole', async () => {
      expect((await importFile('empty.jsonl', '')).report).toMatchObject({
        state: 'IMPORTED',
        accepted: 0,
        rejected: 0,
      });
      expect((await importFile('headless.csv', 'id,id\n1,2\n')).report).toMatchObject({
        state: 'FAILED',
        error: 'UnreadableFileError',
        cause: expect.stringContaining('The header has \\"id\\" twice.'),
      });
    });
  });
}
