import type { Place } from '../../core/arn.ts';
import { type Definition, type Stack, stackArn } from './stack.ts';
import type { CloudFormationState } from './state.ts';

const EMPTY: Definition = {
  templateId: '',
  parameters: [],
  tags: {},
  capabilities: [],
  notificationArns: [],
  roleArn: undefined,
};

/** A stack that is not there yet. */
export const newStack = (state: CloudFormationState, { accountId, region }: Place, name: string): Stack => ({
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
});
