import { type ItemReader, isJsonObject, type Json, type JsonObject, objectItems } from '../../../asl/index.ts';
import type { MapRunRequest } from '../../../asl/interpreter/index.ts';
import { AwsError } from '../../../core/aws-error.ts';
import { callerOfExecution } from '../engine/execution-caller.ts';
import type { Live } from '../engine/live.ts';
import { TaskError } from '../integrations/integration.ts';
import type { StatesState } from '../state.ts';

export interface Item {
  readonly value: Json;
  /** Where an object's entries are the items. */
  readonly key?: string;
  /** As `Map.Item.Source` in the context object: `STATE_DATA`, or where in S3 it comes from. */
  readonly source: string;
}

interface Listing {
  readonly Contents?: readonly {
    readonly Key?: string;
    readonly ETag?: string;
    readonly LastModified?: Date;
    readonly Size?: number;
    readonly StorageClass?: string;
  }[];
  readonly NextContinuationToken?: string;
}

const CHUNK = 65_536;

async function* chunksOf(body: Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (!(body instanceof Uint8Array)) yield* body;
  else for (let at = 0; at < body.length; at += CHUNK) yield body.subarray(at, at + CHUNK);
}

/** Reads S3 in the role of the execution. */
function reading(state: StatesState, live: Live) {
  const place = { accountId: live.execution.accountId, region: live.execution.region };
  const call = async <O>(operation: string, input: object): Promise<O> => {
    try {
      return await state.deps.aws.call<O>(await callerOfExecution(state, live), 's3', operation, input, place);
    } catch (error) {
      if (error instanceof AwsError) throw new TaskError('States.ItemReaderFailed', error.message);
      throw error;
    }
  };

  async function* objectAt(reader: ItemReader, where: JsonObject, most: number): AsyncGenerator<Item> {
    const { Body } = await call<{ Body?: Uint8Array | AsyncIterable<Uint8Array> }>('GetObject', where);
    const source = `S3://${where.Bucket}/${where.Key}`;
    for await (const value of objectItems(reader, chunksOf(Body ?? new Uint8Array()), most)) yield { value, source };
  }

  async function* listed(where: JsonObject): AsyncGenerator<Item & { readonly name: string }> {
    let token: string | undefined;
    do {
      const page: Listing = await call('ListObjectsV2', {
        ...where,
        ...(token === undefined ? {} : { ContinuationToken: token }),
      });
      for (const { Key = '', ETag = '', LastModified, Size = 0, StorageClass = 'STANDARD' } of page.Contents ?? []) {
        const value = { Etag: ETag, Key, LastModified: LastModified?.toISOString() ?? null, Size, StorageClass };
        yield { value, name: Key, source: `S3://${where.Bucket}` };
      }
      token = page.NextContinuationToken;
    } while (token !== undefined);
  }

  async function* flattened(reader: ItemReader, where: JsonObject): AsyncGenerator<Item> {
    for await (const { name } of listed(where)) {
      if (!name.endsWith('/')) yield* objectAt(reader, { Bucket: where.Bucket ?? null, Key: name }, 0);
    }
  }

  return { objectAt, listed, flattened };
}

async function* first(items: AsyncGenerator<Item>, most: number): AsyncGenerator<Item> {
  let count = 0;
  for await (const item of items) {
    yield item;
    if (++count === most) return;
  }
}

/**
 * The items that an ItemReader finds in S3, read as they are needed.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 * @throws TaskError, StatesError States.ItemReaderFailed
 */
export async function* readItems(
  state: StatesState,
  live: Live,
  { state: map, scope }: MapRunRequest,
): AsyncGenerator<Item> {
  const reader = map.itemReader;
  if (!reader) return;
  const where = reader.arguments?.evaluate(scope);
  if (!isJsonObject(where)) throw new TaskError('States.ItemReaderFailed', 'The ItemReader needs a Bucket.');
  const most = reader.maxItems?.evaluate(scope) ?? 0;
  const s3 = reading(state, live);
  if (!reader.resource.endsWith(':listObjectsV2')) yield* s3.objectAt(reader, where, most);
  else if (reader.transformation === 'LOAD_AND_FLATTEN') yield* first(s3.flattened(reader, where), most);
  else yield* first(s3.listed(where), most);
}
