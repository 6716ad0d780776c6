import type { Json } from '../json.ts';

/** The steps of a state's data, named as in TestState's inspectionData. Filled in where a caller asks for it. */
export interface Trace {
  afterInputPath?: Json;
  afterParameters?: Json;
  afterArguments?: Json;
  afterItemsPath?: Json;
  afterResultSelector?: Json;
  afterResultPath?: Json;
}
