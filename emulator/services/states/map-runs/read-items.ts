import type { Json } from '../../../asl/index.ts';
import type { MapRunRequest } from '../../../asl/interpreter/index.ts';
import type { Live } from '../engine/live.ts';
import { TaskError } from '../integrations/integration.ts';
import type { StatesState } from '../state.ts';

export interface Item {
  readonly value: Json;
  /** Where an object's entries are the items. */
  readonly key?: string;
  /** The object in S3 it was read from. */
  readonly source?: string;
}

export async function* readItems(_state: StatesState, _live: Live, _request: MapRunRequest): AsyncGenerator<Item> {
  yield* [];
  throw new TaskError('States.ItemReaderFailed', 'No ItemReader can be used here.');
}
