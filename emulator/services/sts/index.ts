import type {
  AssumeRoleCommandInput,
  AssumeRoleCommandOutput,
  GetCallerIdentityCommandOutput,
} from '@aws-sdk/client-sts';
import { AwsError } from '../../core/aws-error.ts';
import { type Caller, callerName, type RoleCaller, roleCaller } from '../../core/caller.ts';
import type { Instant } from '../../core/clock.ts';
import type { Operation, RequestContext, Service, ServiceDeps } from '../../core/service.ts';
import type { Collection, Store } from '../../store/store.ts';

/** What STS asks of IAM. */
export interface Roles {
  /** Whether the role lets this caller take it on; undefined where there is no such role. */
  trusts(
    roleArn: string,
    caller: Caller,
    context: RequestContext,
  ): { readonly roleId: string; readonly maxSessionSeconds: number; readonly trusted: boolean } | undefined;
}

interface Session {
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expires: Instant;
  readonly caller: RoleCaller;
}

export interface StsState {
  readonly deps: ServiceDeps<Store>;
  readonly roles: Roles;
  readonly sessions: Collection<Session>;
}

const denied = (caller: Caller, arn: string): AwsError =>
  new AwsError(
    'AccessDenied',
    `User: ${callerName(caller)} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
    { status: 403 },
  );

/** So many sessions are kept before the expired ones are swept out. */
const SWEEP_AT = 500;

function sweep({ sessions }: StsState, now: Instant): void {
  if (sessions.size < SWEEP_AT || sessions.size % SWEEP_AT !== 0) return;
  for (const [key, { expires }] of sessions.entries()) if (expires <= now) sessions.delete(key);
}

/**
 * A role that does not exist and one that does not trust the caller are refused alike.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
const assumeRole: Operation<StsState, AssumeRoleCommandInput, Omit<AssumeRoleCommandOutput, '$metadata'>> = {
  // The trust policy decides; it is asked below, since only it knows services.
  action: null,
  handle(state, { RoleArn = '', RoleSessionName = '', DurationSeconds = 3600 }, context) {
    const role = state.roles.trusts(RoleArn, context.caller, context);
    if (!role?.trusted) throw denied(context.caller, RoleArn);
    if (DurationSeconds > role.maxSessionSeconds) {
      throw new AwsError(
        'ValidationError',
        'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
      );
    }
    const caller = roleCaller(RoleArn, RoleSessionName);
    const user = { AssumedRoleUser: { Arn: caller.arn, AssumedRoleId: `${role.roleId}:${RoleSessionName}` } };
    // A service inside this process acts as `caller`; only who talks over the wire needs a key.
    if (context.caller.kind === 'service' && context.caller.principal !== 'lambda.amazonaws.com') return user;
    const accessKeyId = `ASIA${state.deps.ids.text(16)}`;
    const session: Session = {
      secretAccessKey: state.deps.ids.hex(40),
      sessionToken: Buffer.from(state.deps.ids.hex(96)).toString('base64'),
      expires: context.now + DurationSeconds * 1000,
      caller,
    };
    sweep(state, context.now);
    state.sessions.put(accessKeyId, session);
    return {
      ...user,
      Credentials: {
        AccessKeyId: accessKeyId,
        SecretAccessKey: session.secretAccessKey,
        SessionToken: session.sessionToken,
        Expiration: new Date(session.expires),
      },
    };
  },
};

const getCallerIdentity: Operation<StsState, object, Omit<GetCallerIdentityCommandOutput, '$metadata'>> = {
  action: null,
  handle: (_state, _input, { caller }) => ({
    Account: caller.accountId,
    Arn: callerName(caller),
    UserId: caller.kind === 'role' ? caller.arn.split('/').slice(-2).join(':') : caller.accountId,
  }),
};

/** AWS STS. Sessions outlive a restart, since functions hold their keys. */
export function createSts(deps: ServiceDeps<Store>, roles: Roles): Service<StsState> {
  const state: StsState = { deps, roles, sessions: deps.store.collection('sts.sessions') };
  return { id: 'sts', state, operations: { AssumeRole: assumeRole, GetCallerIdentity: getCallerIdentity } };
}
