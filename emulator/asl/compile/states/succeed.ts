import type { SucceedState } from '../../definition.ts';
import type { StateSource } from '../context.ts';
import { COMMON, compileFlow, PATHS } from '../flow.ts';

export function compileSucceed({ name, reader }: StateSource): SucceedState {
  reader.checkFields({ ...COMMON, ...PATHS });
  return { type: 'Succeed', name, flow: compileFlow(reader, false) };
}
