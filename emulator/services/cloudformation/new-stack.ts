import type { Place } from '../../core/arn.ts';
import { type Definition, type Stack, stackArn } from './stack.ts';
import type { CloudFormationState } from './state.ts';
import { validationError } from './template/template-error.ts';

const EMPTY: Definition = {
  templateId: '',
  parameters: [],
  tags: {},
  capabilities: [],
  notificationArns: [],
  roleArn: undefined,
};

const NAME = '[a-zA-Z][-a-zA-Z0-9]*';
const LONGEST = 128;

/** @throws AwsError `ValidationError`, as the service words it for names that its model lets through */
function checkName(name: string): void {
  const rule = new RegExp(`^${NAME}$`).test(name)
    ? name.length > LONGEST && `have length less than or equal to ${LONGEST}`
    : `satisfy regular expression pattern: ${NAME}`;
  if (!rule) return;
  throw validationError(
    `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: Member must ${rule}`,
  );
}

/** A stack that is not there yet. @throws AwsError `ValidationError` where it cannot have that name */
export function newStack(state: CloudFormationState, { accountId, region }: Place, name: string): Stack {
  checkName(name);
  return {
    id: stackArn({ accountId, region }, name, state.deps.ids.uuid()),
    name,
    accountId,
    region,
    status: 'REVIEW_IN_PROGRESS',
    reason: undefined,
    description: undefined,
    created: state.deps.clock.now(),
    updated: undefined,
    deleted: undefined,
    definition: EMPTY,
    outputs: [],
    imports: [],
    disableRollback: false,
    terminationProtection: false,
    timeoutMinutes: undefined,
    policy: undefined,
    changeSetId: undefined,
    operation: undefined,
    rollbackTo: undefined,
  };
}
