import { InvalidInputError, NotFoundError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { Tenant, Tenants } from '../tenants/tenant.ts';
import { checkPattern } from './check-pattern.ts';
import {
  type Rules,
  ruleNameOf,
  type Subscription,
  type Subscriptions,
  type TargetMaker,
  type TargetMakers,
  TooManySubscriptionsError,
} from './subscription.ts';
import type { TargetKind, TargetRequest } from './target.ts';

/** Each is a rule, and a bus holds 300 of them unless AWS raises the quota. */
export const MOST_SUBSCRIPTIONS = 50;

export interface NewSubscription {
  readonly name: string;
  readonly pattern: JsonObject;
  readonly target: TargetRequest;
}

export interface SubscriptionPorts {
  readonly subscriptions: Subscriptions;
  readonly tenants: Pick<Tenants, 'find'>;
  readonly rules: Rules;
  readonly makers: TargetMakers;
  readonly provider: string;
  readonly now: Date;
  /** Text of that many unforeseeable bytes, base64url. */
  random(bytes: number): string;
}

export async function tenantOf(name: string, { tenants }: Pick<SubscriptionPorts, 'tenants'>): Promise<Tenant> {
  const tenant = await tenants.find(name);
  if (!tenant) throw new NotFoundError(`There is no tenant called ${name}.`);
  return tenant;
}

/** The maker of a target's kind, for that target. */
export const makerOf = (makers: TargetMakers, { kind }: TargetRequest): TargetMaker<TargetKind> =>
  makers[kind] as TargetMaker<TargetKind>;

async function checkTarget(target: TargetRequest, tenant: Tenant, { makers }: SubscriptionPorts): Promise<void> {
  const violations = await makerOf(makers, target).check(target, tenant);
  if (violations.length === 0) return;
  throw new InvalidInputError(
    'The target cannot be delivered to.',
    violations.map(({ pointer, detail }) => ({ pointer: `/target${pointer}`, detail })),
  );
}

/**
 * Checks pattern and target, makes the target, and then the rule that delivers to it. What was begun stands in the
 * table, so that an interrupted creation can be deleted.
 * @throws InvalidInputError, NotFoundError, TooManySubscriptionsError
 */
export async function createSubscription(
  tenantName: string,
  { name, pattern, target }: NewSubscription,
  ports: SubscriptionPorts,
): Promise<Subscription> {
  const { subscriptions, rules, makers, provider, now } = ports;
  const tenant = await tenantOf(tenantName, ports);
  const id = `sub-${ports
    .random(9)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, 'x')}`;
  const confined = await checkPattern(pattern, { provider, tenant: tenant.tenant, subscription: id }, rules);
  await checkTarget(target, tenant, ports);
  const known = await subscriptions.list(tenant.tenant, MOST_SUBSCRIPTIONS);
  if (known.length >= MOST_SUBSCRIPTIONS) {
    throw new TooManySubscriptionsError(`You have ${known.length} subscriptions, which is as many as there may be.`);
  }
  const time = now.toISOString();
  const begun: Subscription = {
    id,
    tenant: tenant.tenant,
    name,
    pattern,
    target,
    state: 'CREATING',
    pauses: [],
    createdAt: time,
    updatedAt: time,
    revision: time,
    ...(target.kind === 'webhook' ? { secrets: [{ secret: `whsec_${toBase64(ports.random(32))}` }] } : {}),
  };
  await subscriptions.create(begun);
  const ruleName = ruleNameOf(begun);
  const made = await makerOf(makers, target).make(target, { id, ruleName }, tenant);
  await rules.put({ name: ruleName, description: `${tenant.tenant}: ${name}`, pattern: confined, enabled: true });
  await rules.aim(ruleName, made.rule);
  return subscriptions.save({ ...begun, state: 'ACTIVE', made });
}

/** Standard Webhooks writes secrets in plain base64. */
export const toBase64 = (base64url: string): string => Buffer.from(base64url, 'base64url').toString('base64');
