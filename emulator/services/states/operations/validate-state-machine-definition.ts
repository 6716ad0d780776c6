import type {
  ValidateStateMachineDefinitionCommandInput,
  ValidateStateMachineDefinitionCommandOutput,
} from '@aws-sdk/client-sfn';
import { validate } from '../../../asl/index.ts';
import type { StatesOperation } from '../operation.ts';

const MOST = 100;

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html */
export const validateStateMachineDefinition: StatesOperation<
  ValidateStateMachineDefinitionCommandInput,
  ValidateStateMachineDefinitionCommandOutput
> = {
  handle(_state, { definition = '', type = 'STANDARD', severity = 'ERROR', maxResults }) {
    const all = validate(definition, { type });
    const failed = all.some((diagnostic) => diagnostic.severity === 'ERROR');
    const wanted = all.filter((diagnostic) => severity === 'WARNING' || diagnostic.severity === 'ERROR');
    const limit = maxResults || MOST;
    return {
      result: failed ? 'FAIL' : 'OK',
      diagnostics: wanted.slice(0, limit),
      ...(wanted.length > limit ? { truncated: true } : { truncated: false }),
    };
  },
};
