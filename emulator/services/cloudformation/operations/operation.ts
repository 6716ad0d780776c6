import { type NeededPermission, passRole } from '../../../core/needed-permission.ts';
import type { Operation, RequestContext } from '../../../core/service.ts';
import { PRINCIPAL } from '../engine/start-operation.ts';
import { type CloudFormationState, stackResourceArn } from '../state.ts';

export type CloudFormationOperation<I, O = object> = Operation<CloudFormationState, I, Omit<O, '$metadata'>>;

/** The stack that a permission is asked for. */
export const onStack = (
  { StackName }: { readonly StackName?: string | undefined },
  context: RequestContext,
  state: CloudFormationState,
): string => stackResourceArn(state, context, StackName);

/** The stack, and the role that CloudFormation shall take on. */
export const withRole =
  (action: string) =>
  (
    { StackName, RoleARN }: { readonly StackName?: string | undefined; readonly RoleARN?: string | undefined },
    context: RequestContext,
    state: CloudFormationState,
  ): NeededPermission[] => [
    { action: `cloudformation:${action}`, resource: stackResourceArn(state, context, StackName) },
    ...passRole(RoleARN, PRINCIPAL, stackResourceArn(state, context, StackName)),
  ];
