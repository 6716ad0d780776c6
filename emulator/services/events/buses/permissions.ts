import type {
  Condition,
  PutPermissionCommandInput,
  PutPermissionCommandOutput,
  RemovePermissionCommandInput,
  RemovePermissionCommandOutput,
} from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../../core/aws-error.ts';
import { busArn } from '../arns.ts';
import { invalid, notFound } from '../errors.ts';
import type { EventsOperation } from '../operation.ts';
import { type Bus, keyOfBus, requireBus } from './bus.ts';
import { type BusPolicy, readBusPolicy } from './check-policy.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html */
const LONGEST_POLICY = 10_240;
const ACTION = 'events:PutEvents';
const ORGANIZATION = /^o-[a-z0-9]{10,32}$/;

type Statements = BusPolicy['Statement'];

const statementsOf = (policy: string | undefined): Statements =>
  policy === undefined ? [] : (JSON.parse(policy) as BusPolicy).Statement;

const documentOf = (Statement: Statements): string => JSON.stringify({ Version: '2012-10-17', Statement });

const unsupported = (name: string): Error => invalid(`Provided value in parameter '${name}' is not supported.`);

/** One condition is known: which organization the caller belongs to. */
function checkCondition({ Type, Key, Value = '' }: Condition): void {
  if (Type !== 'StringEquals') throw unsupported('condition.type');
  if (Key !== 'aws:PrincipalOrgID') throw unsupported('condition.key');
  if (!ORGANIZATION.test(Value)) throw invalid("Provided value in parameter 'condition.value' is invalid.");
}

const rootOf = (account: string): string => `arn:aws:iam::${account}:root`;

/** The ways in which PutPermission may be called: a whole policy, or one statement by its parts. */
function statementFrom(input: PutPermissionCommandInput, bus: Bus): Record<string, unknown> {
  const { Action, Principal, StatementId, Condition } = input;
  for (const [name, value] of Object.entries({ Action, Principal, StatementId })) {
    if (value === undefined) throw invalid(`Parameter(s) ${name} must be specified.`);
  }
  if (Action !== ACTION) throw unsupported('action');
  if (Condition) checkCondition(Condition);
  return {
    Sid: StatementId,
    Effect: 'Allow',
    Principal: Principal === '*' ? '*' : { AWS: rootOf(Principal ?? '') },
    Action,
    Resource: busArn(bus, bus.name),
    ...(Condition ? { Condition: { [Condition.Type ?? '']: { [Condition.Key ?? '']: Condition.Value } } } : {}),
  };
}

/** Accounts are kept as their root users. */
const withRootUsers = (key: string, value: unknown): unknown => {
  if (key !== 'AWS') return value;
  const named = (name: unknown): unknown => (typeof name === 'string' && /^\d{12}$/.test(name) ? rootOf(name) : name);
  return Array.isArray(value) ? value.map(named) : named(value);
};

function wholePolicy({ Policy = '', ...others }: PutPermissionCommandInput, bus: Bus): string {
  if (others.Action ?? others.Principal ?? others.StatementId ?? others.Condition) {
    throw invalid('Action, Principal, StatementId and Condition could not be combined with Policy parameter.');
  }
  return JSON.stringify(readBusPolicy(Policy, bus), withRootUsers);
}

/** The statements with one added, in the place of that with its id if there is one. */
function withStatement(statements: Statements, added: Statements[number]): Statements {
  const known = statements.some(({ Sid }) => Sid === added.Sid);
  return known ? statements.map((each) => (each.Sid === added.Sid ? added : each)) : [...statements, added];
}

export const putPermission: EventsOperation<PutPermissionCommandInput, PutPermissionCommandOutput> = {
  resource: ({ EventBusName = 'default' }, context) => busArn(context, EventBusName),
  handle(state, input, context) {
    const bus = requireBus(state, input.EventBusName, context);
    const policy =
      input.Policy === undefined
        ? documentOf(withStatement(statementsOf(bus.policy), statementFrom(input, bus)))
        : wholePolicy(input, bus);
    if (policy.length > LONGEST_POLICY) {
      throw new AwsError('PolicyLengthExceededException', 'Policy size would be larger than the maximum allowed.');
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
    if (RemoveAllPermissions && StatementId !== undefined) {
      throw invalid('StatementId could not be combined with All parameter.');
    }
    if (RemoveAllPermissions) {
      put(undefined);
      return {};
    }
    if (StatementId === undefined) throw invalid('Parameter(s) StatementId must be specified.');
    const statements = statementsOf(bus.policy);
    const kept = statements.filter(({ Sid }) => Sid !== StatementId);
    if (kept.length === statements.length) throw notFound('Statement with the provided id does not exist.');
    put(kept.length === 0 ? undefined : documentOf(kept));
    return {};
  },
};
