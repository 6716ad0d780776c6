import { type Json, PAYLOAD_BYTES, StatesError } from '../../../asl/index.ts';
import type { MapRunRequest } from '../../../asl/interpreter/index.ts';
import type { Live } from '../engine/live.ts';
import type { StatesState } from '../state.ts';
import type { MapRun } from './map-run.ts';
import { writeResults } from './write-results.ts';

/**
 * What a map run comes to: the outputs of its children in the order of their items, or where ResultWriter
 * has put them. Children that failed, and were borne, have no output.
 * @throws StatesError States.DataLimitExceeded where the outputs are too large to be a state's result
 */
export async function collectResults(
  state: StatesState,
  live: Live,
  mapRun: MapRun,
  request: MapRunRequest,
): Promise<Json> {
  if (request.state.resultWriter) return writeResults(state, live, mapRun, request, request.state.resultWriter);
  const outputs: Json[] = [];
  let bytes = 2;
  for (const { output } of state.executions.children(mapRun.arn, 'SUCCEEDED')) {
    if (output === undefined) continue;
    bytes += Buffer.byteLength(output) + 1;
    if (bytes > PAYLOAD_BYTES + 1) {
      throw new StatesError(
        'States.DataLimitExceeded',
        `The state/task '${request.state.name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
      );
    }
    outputs.push(JSON.parse(output) as Json);
  }
  return outputs;
}
