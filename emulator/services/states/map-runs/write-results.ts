import { isJsonArray, isJsonObject, type Json, type JsonObject, type ResultWriter } from '../../../asl/index.ts';
import type { MapRunRequest } from '../../../asl/interpreter/index.ts';
import { AwsError } from '../../../core/aws-error.ts';
import { callerOfExecution } from '../engine/execution-caller.ts';
import type { Live } from '../engine/live.ts';
import type { Execution } from '../executions/execution.ts';
import { redrivability } from '../executions/redrivable.ts';
import { TaskError } from '../integrations/integration.ts';
import type { StatesState } from '../state.ts';
import type { MapRun } from './map-run.ts';

/** A file is closed when it has grown so large. https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html */
const FILE_BYTES = 5 * 2 ** 30;
/** What this process gathers before a file is closed, which is much less. */
const MOST_BYTES = Math.min(FILE_BYTES, 64 * 2 ** 20);

type Kind = 'SUCCEEDED' | 'FAILED';

/** A child execution as the result files tell of it. */
function described(state: StatesState, child: Execution): JsonObject {
  const redrive = redrivability(child, 0, state.deps.clock.now());
  return {
    ExecutionArn: child.arn,
    Input: child.input,
    InputDetails: { Included: true },
    Name: child.name,
    ...(child.output === undefined ? {} : { Output: child.output, OutputDetails: { Included: true } }),
    ...(child.error === undefined ? {} : { Error: child.error }),
    ...(child.cause === undefined ? {} : { Cause: child.cause }),
    RedriveCount: child.redriveCount,
    RedriveStatus: redrive.status,
    ...(redrive.reason === undefined ? {} : { RedriveStatusReason: redrive.reason }),
    StartDate: new Date(child.started).toISOString(),
    StateMachineArn: child.machineArn,
    Status: child.status,
    ...(child.stopped === undefined ? {} : { StopDate: new Date(child.stopped).toISOString() }),
  };
}

/** What of a child goes into the file. Failures are always told of in full. */
function* entries(
  state: StatesState,
  child: Execution,
  transformation: ResultWriter['transformation'],
): Generator<Json> {
  const whole = transformation === 'NONE' || child.status !== 'SUCCEEDED' || child.output === undefined;
  if (whole) {
    yield described(state, child);
    return;
  }
  const output = JSON.parse(child.output ?? 'null') as Json;
  if (transformation === 'FLATTEN' && isJsonArray(output)) yield* output;
  else yield output;
}

interface Written {
  readonly Key: string;
  readonly Size: number;
}

/**
 * Puts the results into files in S3, and a manifest of them.
 * @returns where the manifest is
 * @throws TaskError States.ResultWriterFailed
 */
export async function writeResults(
  state: StatesState,
  live: Live,
  mapRun: MapRun,
  { scope }: MapRunRequest,
  writer: ResultWriter,
): Promise<Json> {
  const { transformation, outputType } = writer;
  const target = writer.arguments?.evaluate(scope);
  if (target === undefined) {
    // Nothing is exported: the results are formed, and are the Map's own.
    return [...state.executions.children(mapRun.arn, 'SUCCEEDED')].flatMap((child) => [
      ...entries(state, child, transformation),
    ]);
  }
  const bucket = isJsonObject(target) ? target.Bucket : undefined;
  const prefix = isJsonObject(target) && typeof target.Prefix === 'string' ? target.Prefix.replace(/\/$/, '') : '';
  if (typeof bucket !== 'string') throw new TaskError('States.ResultWriterFailed', 'The ResultWriter needs a Bucket.');
  const folder = `${prefix === '' ? '' : `${prefix}/`}${mapRun.arn.split(':').at(-1)}`;
  const place = { accountId: live.execution.accountId, region: live.execution.region };

  const put = async (name: string, body: string): Promise<Written> => {
    const Key = `${folder}/${name}`;
    const Body = Buffer.from(body);
    try {
      const caller = await callerOfExecution(state, live);
      await state.deps.aws.call(
        caller,
        's3',
        'PutObject',
        { Bucket: bucket, Key, Body, ContentType: 'application/json' },
        place,
      );
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      throw new TaskError('States.ResultWriterFailed', error.message);
    }
    return { Key, Size: Body.length };
  };

  const text = (lines: readonly string[]): string =>
    outputType === 'JSONL' ? lines.map((line) => `${line}\n`).join('') : `[${lines.join(',')}]`;

  let count = 0;
  const writeKind = async (kind: Kind, statuses: readonly Execution['status'][]): Promise<Written[]> => {
    const files: Written[] = [];
    let lines: string[] = [];
    let bytes = 0;
    const close = async (): Promise<void> => {
      if (lines.length > 0) files.push(await put(`${kind}_${files.length}.${outputType.toLowerCase()}`, text(lines)));
      lines = [];
      bytes = 0;
    };
    for (const status of statuses) {
      for (const child of state.executions.children(mapRun.arn, status)) {
        for (const entry of entries(state, child, transformation)) {
          const line = JSON.stringify(entry);
          if (bytes + line.length > MOST_BYTES) await close();
          lines.push(line);
          bytes += line.length;
        }
        count++;
      }
    }
    await close();
    return files;
  };

  const succeeded = await writeKind('SUCCEEDED', ['SUCCEEDED']);
  const failed = await writeKind('FAILED', ['FAILED', 'TIMED_OUT', 'ABORTED']);
  const manifest = {
    DestinationBucket: bucket,
    MapRunArn: mapRun.arn,
    ResultFiles: { FAILED: failed, PENDING: [], SUCCEEDED: succeeded },
  };
  const { Key } = await put('manifest.json', JSON.stringify(manifest));
  state.mapRuns.put(mapRun.arn, { ...mapRun, written: count });
  return { MapRunArn: mapRun.arn, ResultWriterDetails: { Bucket: bucket, Key } };
}
