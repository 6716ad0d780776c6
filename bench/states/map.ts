import { setTimeout as pause } from 'node:timers/promises';
import { CreateFunctionCommand, GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { zipOf } from '../support/zip.ts';
import { mapOver } from './definitions.ts';
import type { Bed } from './service.ts';

const BUCKET = 'bench-items';
/** Of a function, which is as many workers: more only wait for the same processors. */
const CONCURRENCY = 8;

export interface MapFigures {
  readonly items: number;
  readonly itemsPerSecond: number;
  /** Mebibytes before, and the most on the way. */
  readonly memoryBefore: number;
  readonly memoryMost: number;
}

/** A distributed Map over so many lines of an object, with a function for each of them. */
export async function mapItems(bed: Bed, items: number): Promise<MapFigures> {
  const s3 = new S3Client({ ...bed.client, forcePathStyle: true });
  const lambda = new LambdaClient(bed.client);
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  const Body = Array.from({ length: items }, (_, i) => `{"id":${i}}\n`).join('');
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'items.jsonl', Body }));
  const FunctionName = 'bench';
  const ZipFile = zipOf('index.js', 'exports.handler = async ({ id }) => ({ id });');
  const { FunctionArn = '' } = await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: bed.roleArn,
      Code: { ZipFile },
    }),
  );
  while ((await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))).State === 'Pending')
    await pause(50);
  const stateMachineArn = await bed.machine(mapOver(BUCKET, 'items.jsonl', FunctionArn, CONCURRENCY));
  const memoryBefore = bed.memory();
  let memoryMost = memoryBefore;
  const begun = performance.now();
  const { executionArn } = await bed.sfn.send(new StartExecutionCommand({ stateMachineArn }));
  for (;;) {
    const { status, error, cause } = await bed.sfn.send(new DescribeExecutionCommand({ executionArn }));
    memoryMost = Math.max(memoryMost, bed.memory());
    if (status === 'SUCCEEDED') break;
    if (status !== 'RUNNING') throw new Error(`the map ended as ${status}: ${error} ${cause}`);
    await pause(100);
  }
  const seconds = (performance.now() - begun) / 1000;
  return { items, itemsPerSecond: Math.round(items / seconds), memoryBefore, memoryMost };
}
