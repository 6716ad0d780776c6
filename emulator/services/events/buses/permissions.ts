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
import { checkPolicy } from './check-policy.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html */
const LONGEST_POLICY = 10_240;
const ACTION = 'events:PutEvents';
const ORGANIZATION = /^o-[a-z0-9]{10,32}$/;

interface RawPolicy {
  readonly Version: string;
  readonly Statement: readonly (Record<string, unknown> & { readonly Sid?: unknown })[];
}

const statementsOf = (policy: string | undefined): RawPolicy['Statement'] => {
  const statement = policy === undefined ? [] : (JSON.parse(policy) as { Statement?: unknown }).Statement;
  return (Array.isArray(statement) ? statement : [statement]) as RawPolicy['Statement'];
};

const documentOf = (Statement: RawPolicy['Statement']): string => JSON.stringify({ Version: '2012-10-17', Statement });

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
  if (Action === undefined || Principal === undefined || StatementId === undefined) {
    throw invalid('Parameter(s) Action, Principal and StatementId must be specified.');
  }
  if (Action !== ACTION) throw unsupported('action');
  if (Condition) checkCondition(Condition);
  return {
    Sid: StatementId,
    Effect: 'Allow',
    Principal: Principal === '*' ? '*' : { AWS: rootOf(Principal) },
    Action,
    Resource: busArn(bus, bus.name),
    ...(Condition ? { Condition: { [Condition.Type ?? '']: { [Condition.Key ?? '']: Condition.Value } } } : {}),
  };
}

/** Accounts are kept as their root users. */
function withRootUsers(Policy: string): string {
  const document = JSON.parse(Policy) as { Statement: unknown };
  let changed = false;
  const text = JSON.stringify(document, (key, value: unknown) => {
    if (key !== 'AWS') return value;
    const named = (name: unknown): unknown => {
      if (typeof name !== 'string' || !/^\d{12}$/.test(name)) return name;
      changed = true;
      return rootOf(name);
    };
    return Array.isArray(value) ? value.map(named) : named(value);
  });
  return changed ? text : Policy;
}

function wholePolicy({ Policy = '', ...others }: PutPermissionCommandInput, bus: Bus): string {
  if (others.Action ?? others.Principal ?? others.StatementId ?? others.Condition) {
    throw invalid('Action, Principal, StatementId and Condition could not be combined with Policy parameter.');
  }
  checkPolicy(Policy, bus);
  return withRootUsers(Policy);
}

/** The statements with one added, in the place of that with its id if there is one. */
function withStatement(
  statements: RawPolicy['Statement'],
  added: RawPolicy['Statement'][number],
): RawPolicy['Statement'] {
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
    if (bus.policy === undefined) throw notFound('EventBus does not have a policy.');
    const statements = statementsOf(bus.policy);
    const kept = statements.filter(({ Sid }) => Sid !== StatementId);
    if (kept.length === statements.length) throw notFound('Statement with the provided id does not exist.');
    put(kept.length === 0 ? undefined : documentOf(kept));
    return {};
  },
};
