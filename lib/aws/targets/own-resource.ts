import type { Violation } from '../../errors.ts';
import type { Tenant } from '../../tenants/tenant.ts';
import { parseArn } from '../arn.ts';

export interface OwnResource {
  readonly service: string;
  /** What the ARN's last part must look like. */
  readonly resource: RegExp;
  /** What it is, in a sentence. */
  readonly what: string;
  /** EventBridge delivers within its region only. */
  readonly region: string;
}

/** What is wrong with an ARN that must name something of the tenant's own. */
export function ownResourceViolations(arn: string, { awsAccount }: Tenant, wanted: OwnResource): readonly Violation[] {
  const wrong = (detail: string): readonly Violation[] => [{ pointer: '/arn', detail }];
  const parsed = parseArn(arn);
  if (!parsed) return wrong('is no ARN');
  if (parsed.service !== wanted.service || !wanted.resource.test(parsed.resource))
    return wrong(`must be the ARN of ${wanted.what}`);
  if (parsed.region !== wanted.region) return wrong(`must be in ${wanted.region}`);
  if (parsed.account !== awsAccount) return wrong(`must be in your account ${awsAccount}`);
  return [];
}
