import { DomainError, type Violation } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { MadeTarget, RuleTarget, TargetKind, TargetOf, TargetRequest } from './target.ts';

/** A time without deliveries. What came in it is replayed when it ends. */
export interface Pause {
  readonly from: string;
  readonly to?: string;
  /** Who or what began it, in a sentence. */
  readonly reason: string;
  /** The execution that replays it. */
  readonly replay?: string;
}

/**
 * `CREATING` and `DELETING` last as long as the call does; one that stays so was interrupted and may be deleted.
 * `DISABLED`: its webhook answered 410, that it is gone.
 */
export type SubscriptionState = 'CREATING' | 'ACTIVE' | 'PAUSED' | 'DISABLED' | 'DELETING';

/** With what a webhook is signed; the newest first, each until `until` (none: for good). */
export interface SigningSecret {
  readonly secret: string;
  readonly until?: string;
}

export interface Subscription {
  readonly id: string;
  readonly tenant: string;
  readonly name: string;
  /** As the integrator wrote it. */
  readonly pattern: JsonObject;
  readonly target: TargetRequest;
  readonly state: SubscriptionState;
  readonly made?: MadeTarget;
  readonly secrets?: readonly SigningSecret[];
  /** The newest last. */
  readonly pauses: readonly Pause[];
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Changes with every write. */
  readonly revision: string;
}

/** Somebody else changed the subscription in the meantime. */
export class ChangedError extends DomainError {
  readonly name = 'ChangedError';
  readonly kind = 'conflict';
}

/** The tenant has as many as it may. */
export class TooManySubscriptionsError extends DomainError {
  readonly name = 'TooManySubscriptionsError';
  readonly kind = 'too-many';
}

export interface Subscriptions {
  create(subscription: Subscription): Promise<void>;
  find(tenant: string, id: string): Promise<Subscription | undefined>;
  /** In the order of their ids, after `after`. */
  list(tenant: string, limit: number, after?: string): Promise<readonly Subscription[]>;
  /**
   * Writes it with a new revision, if nobody has written it since it was read.
   * @throws ChangedError
   */
  save(subscription: Subscription): Promise<Subscription>;
  delete(subscription: Subscription): Promise<void>;
}

/** The rules of the bus. */
export interface Rules {
  /** Why AWS would refuse the pattern; undefined: it would not. */
  faultOf(pattern: string): Promise<string | undefined>;
  put(rule: {
    readonly name: string;
    readonly description: string;
    readonly pattern: string;
    readonly enabled: boolean;
  }): Promise<void>;
  aim(name: string, target: RuleTarget): Promise<void>;
  enable(name: string): Promise<void>;
  disable(name: string): Promise<void>;
  /** Harmless where there is none. */
  delete(name: string): Promise<void>;
}

/** How one kind of target is checked, made and unmade. */
export interface TargetMaker<K extends TargetKind> {
  /** What is wrong with it for this tenant; pointers begin at the target. */
  check(target: TargetOf<K>, tenant: Tenant): readonly Violation[] | Promise<readonly Violation[]>;
  /** Harmless when repeated. `ruleName` is who will deliver to it. */
  make(
    target: TargetOf<K>,
    subscription: { readonly id: string; readonly ruleName: string },
    tenant: Tenant,
  ): Promise<MadeTarget>;
  /** Harmless when repeated, and where nothing was made. */
  unmake(target: TargetOf<K>, subscription: { readonly id: string; readonly tenant: string }): Promise<void>;
}

export type TargetMakers = { readonly [K in TargetKind]: TargetMaker<K> };

export const ruleNameOf = ({ tenant, id }: Pick<Subscription, 'tenant' | 'id'>): string => `sub.${tenant}.${id}`;
