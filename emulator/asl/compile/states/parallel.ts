import type { ParallelState } from '../../definition.ts';
import type { StateSource } from '../context.ts';
import { compileAssign, compileFlow, jsonataOnly, jsonPathOnly, statesFields, WORK } from '../flow.ts';
import { onward } from '../onward.ts';
import type { FieldRules } from '../read.ts';
import { compileRecovery } from '../recovery.ts';

const FIELDS: FieldRules = {
  ...WORK,
  Branches: { required: true },
  ...jsonPathOnly('Parameters'),
  ...jsonataOnly('Arguments'),
};
const BRANCH: FieldRules = { StartAt: { required: true }, States: { required: true }, Comment: {} };

export function compileParallel({ name, reader, context }: StateSource): ParallelState {
  reader.checkFields(FIELDS);
  const branches = reader.readers('Branches');
  if (reader.array('Branches')?.length === 0) {
    reader.fail('Branches', 'Array must have at least 1 item');
  }
  return {
    type: 'Parallel',
    name,
    flow: compileFlow(reader, true),
    ...compileAssign(reader, reader.location, statesFields(true)),
    branches: branches.map((branch) => {
      branch.checkFields(BRANCH);
      return context.graph(branch);
    }),
    ...compileRecovery(reader),
    next: onward(reader),
  };
}
