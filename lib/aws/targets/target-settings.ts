import { setting } from '../../environment.ts';
import { parseArn } from '../arn.ts';

/** What targets are made of. */
export interface TargetSettings {
  /** Begins the name of everything that is made. */
  readonly prefix: string;
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  /** May deliver to queues and buses of other accounts. */
  readonly deliverAbroadRoleArn: string;
  readonly startWorkflowsRoleArn: string;
  readonly webhooksQueueArn: string;
  /** ARNs of the workflows that are offered, by name. */
  readonly workflows: Readonly<Record<string, string>>;
  /** Hosts that webhooks may have though they are private; none but on a developer's machine. */
  readonly allowedHosts: readonly string[];
  ruleArn(ruleName: string): string;
}

/** @throws MissingSettingError */
export function targetSettings(): TargetSettings {
  const busArn = setting('BUS_ARN');
  const { partition = 'aws', region = '', account = '' } = parseArn(busArn) ?? {};
  return {
    prefix: setting('RESOURCE_PREFIX'),
    partition,
    region,
    accountId: account,
    deliverAbroadRoleArn: setting('DELIVER_ABROAD_ROLE_ARN'),
    startWorkflowsRoleArn: setting('START_WORKFLOWS_ROLE_ARN'),
    webhooksQueueArn: setting('WEBHOOKS_QUEUE_ARN'),
    workflows: { 'fulfil-order': setting('FULFIL_ORDER_ARN') },
    allowedHosts: allowedHosts(),
    ruleArn: (ruleName) => `${busArn.replace(':event-bus/', ':rule/')}/${ruleName}`,
  };
}

/** @throws MissingSettingError */
export const allowedHosts = (): readonly string[] =>
  setting('WEBHOOK_ALLOWED_HOSTS')
    .split(',')
    .filter((host) => host !== 'none');
