import type { PassState } from '../../definition.ts';
import type { StateSource } from '../context.ts';
import {
  ASSIGN,
  COMMON,
  compileAssign,
  compileFlow,
  given,
  jsonPathOnly,
  ONWARD,
  PATHS,
  statesFields,
} from '../flow.ts';
import { onward } from '../onward.ts';
import type { FieldRules } from '../read.ts';
import { warnOfStaticResult } from '../warnings.ts';

const FIELDS: FieldRules = {
  ...COMMON,
  ...PATHS,
  ...ONWARD,
  ...ASSIGN,
  ...jsonPathOnly('Result', 'ResultPath', 'Parameters'),
};

export function compilePass({ name, reader }: StateSource): PassState {
  reader.checkFields(FIELDS);
  const result = reader.language === 'JSONPath' ? reader.get('Result') : undefined;
  if (result !== undefined) warnOfStaticResult(reader.findings, result, reader.at('Result'));
  return {
    type: 'Pass',
    name,
    flow: compileFlow(reader, false),
    ...compileAssign(reader, reader.location, statesFields(false)),
    ...given('result', result),
    next: onward(reader),
  };
}
