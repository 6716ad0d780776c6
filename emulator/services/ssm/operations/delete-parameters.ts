import type { DeleteParameterCommandInput, DeleteParametersCommandInput } from '@aws-sdk/client-ssm';
import type { Operation, RequestContext } from '../../../core/service.ts';
import { tell } from '../change-event.ts';
import type { Parameter } from '../parameter.ts';
import { arnOfName, forName, parameterKey, parameterOf, type SsmState } from '../state.ts';

function remove(state: SsmState, parameter: Parameter, context: RequestContext): void {
  state.deps.store.atomic(() => {
    state.parameters.delete(parameterKey(parameter, parameter.name));
    tell(state, 'Delete', parameter, context);
  });
}

export const deleteParameter: Operation<SsmState, DeleteParameterCommandInput, object> = {
  resource: forName,
  handle(state, { Name = '' }, context) {
    remove(state, parameterOf(state, Name, context), context);
    return {};
  },
};

/** Names that mean nothing are listed, and no error. */
export const deleteParameters: Operation<SsmState, DeleteParametersCommandInput, object> = {
  resource: ({ Names = [] }, context) => Names.map((name) => arnOfName(name, context)),
  handle(state, { Names = [] }, context) {
    const [DeletedParameters, InvalidParameters]: [string[], string[]] = [[], []];
    for (const name of new Set(Names)) {
      const parameter = state.parameters.get(parameterKey(context, name));
      if (parameter) remove(state, parameter, context);
      (parameter ? DeletedParameters : InvalidParameters).push(name);
    }
    return { DeletedParameters, InvalidParameters };
  },
};
