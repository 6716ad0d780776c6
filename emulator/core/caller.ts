import { globalArn } from './arn.ts';

/** The account of whoever does not say another. */
export const DEFAULT_ACCOUNT = '000000000000';

/** The operator of the account: may do everything, as an administrator's access key may. */
export interface AdministratorCaller {
  readonly kind: 'administrator';
  readonly accountId: string;
  readonly arn: string;
}

/** A session of a role: a Lambda function, a state machine, a rule's target role. */
export interface RoleCaller {
  readonly kind: 'role';
  readonly accountId: string;
  readonly roleName: string;
  readonly roleArn: string;
  readonly sessionName: string;
  /** `arn:aws:sts::<account>:assumed-role/<role>/<session>` */
  readonly arn: string;
}

/** An AWS service acting in its own name, as EventBridge does when it sends to a queue without a role. */
export interface ServiceCaller {
  readonly kind: 'service';
  /** Such as `events.amazonaws.com`. */
  readonly principal: string;
  /** The account on whose behalf the service acts (`aws:SourceAccount`). */
  readonly accountId: string;
  /** The resource on whose behalf the service acts (`aws:SourceArn`). */
  readonly sourceArn?: string;
}

/** A request without credentials. */
export interface AnonymousCaller {
  readonly kind: 'anonymous';
  readonly accountId: string;
}

export type Caller = AdministratorCaller | RoleCaller | ServiceCaller | AnonymousCaller;

export const administrator = (accountId: string): AdministratorCaller => ({
  kind: 'administrator',
  accountId,
  arn: globalArn('iam', accountId, 'root'),
});

export const serviceCaller = (principal: string, accountId: string, sourceArn?: string): ServiceCaller => ({
  kind: 'service',
  principal,
  accountId,
  ...(sourceArn === undefined ? {} : { sourceArn }),
});

/** @param roleArn `arn:aws:iam::<account>:role/<path><name>` */
export function roleCaller(roleArn: string, sessionName: string): RoleCaller {
  const accountId = roleArn.split(':')[4] ?? '';
  const roleName = roleArn.split('/').at(-1) ?? '';
  return {
    kind: 'role',
    accountId,
    roleName,
    roleArn,
    sessionName,
    arn: globalArn('sts', accountId, `assumed-role/${roleName}/${sessionName}`),
  };
}

/** How AWS names the caller in an AccessDenied message. */
export const callerName = (caller: Caller): string =>
  caller.kind === 'service' ? caller.principal : caller.kind === 'anonymous' ? 'anonymous' : caller.arn;
