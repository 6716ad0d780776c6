import type {
  UpdateTerminationProtectionCommandInput,
  UpdateTerminationProtectionCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { stackOf } from '../state.ts';
import { type CloudFormationOperation, onStack } from './operation.ts';

export const updateTerminationProtection: CloudFormationOperation<
  UpdateTerminationProtectionCommandInput,
  UpdateTerminationProtectionCommandOutput
> = {
  resource: onStack,
  handle(state, { StackName: name = '', EnableTerminationProtection: terminationProtection = false }, context) {
    const stack = stackOf(state, context, name);
    state.stacks.put(stack.id, { ...stack, terminationProtection });
    return { StackId: stack.id };
  },
};
