import type {
  PutPermissionCommandInput,
  PutPermissionCommandOutput,
  RemovePermissionCommandInput,
  RemovePermissionCommandOutput,
} from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../../core/aws-error.ts';
import { PolicyError, parsePolicy } from '../../../iam/policy.ts';
import { busArn } from '../arns.ts';
import { invalid, invalidParameter, notFound } from '../errors.ts';
import type { EventsOperation } from '../operation.ts';
import { type Bus, keyOfBus, requireBus } from './bus.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html */
const LONGEST_POLICY = 10_240;
const ACTION = 'events:PutEvents';

interface RawPolicy {
  readonly Version: string;
  readonly Statement: readonly (Record<string, unknown> & { readonly Sid?: unknown })[];
}

const statementsOf = (policy: string | undefined): RawPolicy['Statement'] => {
  const statement = policy === undefined ? [] : (JSON.parse(policy) as { Statement?: unknown }).Statement;
  return (Array.isArray(statement) ? statement : [statement]) as RawPolicy['Statement'];
};

const documentOf = (Statement: RawPolicy['Statement']): string => JSON.stringify({ Version: '2012-10-17', Statement });

/** The ways in which PutPermission may be called: a whole policy, or one statement by its parts. */
function statementFrom(input: PutPermissionCommandInput, bus: Bus): Record<string, unknown> {
  const { Action, Principal, StatementId, Condition } = input;
  if (Action === undefined || Principal === undefined || StatementId === undefined) {
    throw invalid('Parameters Action, Principal and StatementId must be specified, or Policy alone.');
  }
  if (Action !== ACTION) throw invalid("Provided value in parameter 'action' is not supported.");
  if (Condition) {
    if (Principal !== '*') throw invalidParameter('Condition', 'Principal must be * where a condition is given.');
    if (Condition.Type !== 'StringEquals') throw invalidParameter('Condition', 'Type must be StringEquals.');
    if (Condition.Key !== 'aws:PrincipalOrgID') throw invalidParameter('Condition', 'Key must be aws:PrincipalOrgID.');
  }
  return {
    Sid: StatementId,
    Effect: 'Allow',
    Principal: Principal === '*' ? '*' : { AWS: `arn:aws:iam::${Principal}:root` },
    Action,
    Resource: busArn(bus, bus.name),
    ...(Condition ? { Condition: { [Condition.Type ?? '']: { [Condition.Key ?? '']: Condition.Value } } } : {}),
  };
}

function wholePolicy({ Policy = '', ...others }: PutPermissionCommandInput): string {
  if (others.Action ?? others.Principal ?? others.StatementId ?? others.Condition) {
    throw invalid('Parameter Policy excludes Action, Principal, StatementId and Condition.');
  }
  try {
    parsePolicy(Policy, 'resource');
  } catch (error) {
    if (error instanceof PolicyError) throw invalidParameter('Policy', error.message);
    throw error;
  }
  return Policy;
}

export const putPermission: EventsOperation<PutPermissionCommandInput, PutPermissionCommandOutput> = {
  resource: ({ EventBusName = 'default' }, context) => busArn(context, EventBusName),
  handle(state, input, context) {
    const bus = requireBus(state, input.EventBusName, context);
    let policy: string;
    if (input.Policy === undefined) {
      const statement = statementFrom(input, bus);
      const kept = statementsOf(bus.policy).filter(({ Sid }) => Sid !== input.StatementId);
      policy = documentOf([...kept, statement]);
    } else {
      policy = wholePolicy(input);
    }
    if (policy.length > LONGEST_POLICY) {
      throw new AwsError('PolicyLengthExceededException', `The policy is longer than ${LONGEST_POLICY} characters.`);
    }
    state.buses.put(keyOfBus(bus), { ...bus, policy, modified: context.now });
    return {};
  },
};

export const removePermission: EventsOperation<RemovePermissionCommandInput, RemovePermissionCommandOutput> = {
  resource: ({ EventBusName = 'default' }, context) => busArn(context, EventBusName),
  handle(state, { EventBusName, StatementId, RemoveAllPermissions = false }, context) {
    const bus = requireBus(state, EventBusName, context);
    const put = (policy: string | undefined): void =>
      state.buses.put(keyOfBus(bus), { ...bus, policy, modified: context.now });
    if (RemoveAllPermissions) {
      put(undefined);
      return {};
    }
    if (StatementId === undefined) throw invalid('Parameter StatementId must be specified.');
    if (bus.policy === undefined) throw notFound('EventBus does not have a policy.');
    const statements = statementsOf(bus.policy);
    const kept = statements.filter(({ Sid }) => Sid !== StatementId);
    if (kept.length === statements.length) throw notFound('Statement with the provided id does not exist.');
    put(kept.length === 0 ? undefined : documentOf(kept));
    return {};
  },
};
