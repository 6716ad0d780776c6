import type {
  GetStackPolicyCommandInput,
  GetStackPolicyCommandOutput,
  SetStackPolicyCommandInput,
} from '@aws-sdk/client-cloudformation';
import type { RequestContext } from '../../../core/service.ts';
import { type CloudFormationState, stackOf } from '../state.ts';
import { isList, isObject } from '../template/json.ts';
import { validationError } from '../template/template-error.ts';
import { type CloudFormationOperation, onStack } from './operation.ts';
import { givenTemplate } from './template-text.ts';

interface PolicyInput {
  readonly StackPolicyBody?: string | undefined;
  readonly StackPolicyURL?: string | undefined;
}

function check(text: string): string {
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    throw validationError('Error validating stack policy: Invalid stack policy');
  }
  const statements = isObject(policy) ? policy.Statement : undefined;
  const fits =
    isList(statements) &&
    statements.every(
      (each) =>
        isObject(each) &&
        (each.Effect === 'Allow' || each.Effect === 'Deny') &&
        (each.Action ?? each.NotAction) !== undefined &&
        (each.Resource ?? each.NotResource) !== undefined &&
        each.Principal === '*',
    );
  if (!fits) throw validationError('Error validating stack policy: Invalid stack policy');
  return text;
}

/** The stack policy that a request brings. @throws AwsError `ValidationError` */
export async function givenPolicy(
  state: CloudFormationState,
  { StackPolicyBody, StackPolicyURL }: PolicyInput,
  context: RequestContext,
): Promise<string | undefined> {
  const text = await givenTemplate(state, { TemplateBody: StackPolicyBody, TemplateURL: StackPolicyURL }, context);
  return text === undefined ? undefined : check(text);
}

export const setStackPolicy: CloudFormationOperation<SetStackPolicyCommandInput> = {
  resource: onStack,
  async handle(state, input, context) {
    const policy = await givenPolicy(state, input, context);
    const stack = stackOf(state, context, input.StackName ?? '');
    if (policy === undefined) throw validationError('Either StackPolicyBody or StackPolicyURL must be specified.');
    state.stacks.put(stack.id, { ...stack, policy });
    return {};
  },
};

export const getStackPolicy: CloudFormationOperation<GetStackPolicyCommandInput, GetStackPolicyCommandOutput> = {
  resource: onStack,
  handle(state, { StackName = '' }, context) {
    const { policy } = stackOf(state, context, StackName);
    return policy === undefined ? {} : { StackPolicyBody: policy };
  },
};
