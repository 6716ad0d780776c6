import { globalArn } from '../../core/arn.ts';
import { AwsError } from '../../core/aws-error.ts';
import type { Instant } from '../../core/clock.ts';
import type { ServiceDeps } from '../../core/service.ts';
import { type PolicyDocument, PolicyError, type PolicyKind, parsePolicy } from '../../iam/policy.ts';
import type { Collection, Store } from '../../store/store.ts';
import { awsManagedPolicy } from './aws-managed-policies.ts';

export interface Role {
  readonly accountId: string;
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly trust: string;
  readonly description: string | undefined;
  readonly maxSessionSeconds: number;
  readonly boundary: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly created: Instant;
  /** Inline policies by name. */
  readonly inline: Readonly<Record<string, string>>;
  /** ARNs of attached managed policies, in the order of attachment. */
  readonly attached: readonly string[];
}

export interface ManagedPolicy {
  readonly accountId: string;
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly description: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly created: Instant;
  readonly updated: Instant;
  readonly defaultVersion: string;
  readonly versions: Readonly<Record<string, { readonly document: string; readonly created: Instant }>>;
}

export interface IamState {
  readonly deps: ServiceDeps<Store>;
  readonly roles: Collection<Role>;
  readonly policies: Collection<ManagedPolicy>;
}

export const createState = (deps: ServiceDeps<Store>): IamState => ({
  deps,
  roles: deps.store.collection('iam.roles'),
  policies: deps.store.collection('iam.policies'),
});

export const roleArn = ({ accountId, path, name }: Pick<Role, 'accountId' | 'path' | 'name'>): string =>
  globalArn('iam', accountId, `role${path}${name}`);
export const policyArn = ({ accountId, path, name }: Pick<ManagedPolicy, 'accountId' | 'path' | 'name'>): string =>
  globalArn('iam', accountId, `policy${path}${name}`);

/** Role names are told apart without regard to case. */
export const roleKey = (accountId: string, name: string): string => `${accountId}/${name.toLowerCase()}`;

/** @throws AwsError `NoSuchEntityException` */
export function roleOf({ roles }: IamState, accountId: string, name: string): Role {
  const role = roles.get(roleKey(accountId, name));
  if (!role) throw new AwsError('NoSuchEntityException', `The role with name ${name} cannot be found.`);
  return role;
}

/** @throws AwsError `NoSuchEntityException` */
export function policyOf({ policies }: IamState, arn: string): ManagedPolicy {
  const policy = policies.get(arn);
  if (!policy) throw new AwsError('NoSuchEntityException', `Policy ${arn} was not found.`);
  return policy;
}

/** @throws AwsError `MalformedPolicyDocumentException` */
export function checkPolicy(text: string, kind: PolicyKind): PolicyDocument {
  try {
    return parsePolicy(text, kind);
  } catch (cause) {
    if (cause instanceof PolicyError) throw new AwsError('MalformedPolicyDocumentException', cause.message, { cause });
    throw cause;
  }
}

/** The text of a managed policy that is in force: of this account, or AWS's own. */
export function managedDocument(state: IamState, arn: string): string | undefined {
  const own = state.policies.get(arn);
  return own ? own.versions[own.defaultVersion]?.document : awsManagedPolicy(arn);
}

interface RolePolicies {
  readonly identity: readonly PolicyDocument[];
  readonly boundary: PolicyDocument | undefined;
}

/** Gives the parsed policies of a role, remembered until the role or a managed policy changes. */
export function createPoliciesOf(state: IamState): (arn: string) => RolePolicies | undefined {
  const cache = new WeakMap<Role, { texts: readonly (string | undefined)[]; policies: RolePolicies }>();
  return (arn) => {
    const [, , , , accountId = '', resource = ''] = arn.split(':');
    const role = state.roles.get(roleKey(accountId, resource.split('/').at(-1) ?? ''));
    if (!role) return undefined;
    const managed = role.attached.map((each) => managedDocument(state, each));
    const boundary = role.boundary === undefined ? undefined : managedDocument(state, role.boundary);
    const texts = [...managed, boundary];
    const known = cache.get(role);
    if (known?.texts.every((text, i) => text === texts[i])) return known.policies;
    const documents = [...Object.values(role.inline), ...managed.filter((text) => text !== undefined)];
    const policies = {
      identity: documents.map((text) => parsePolicy(text, 'identity')),
      boundary: boundary === undefined ? undefined : parsePolicy(boundary, 'identity'),
    };
    cache.set(role, { texts, policies });
    return policies;
  };
}
