import { type Place, parseArn } from '../../core/arn.ts';
import { AwsError } from '../../core/aws-error.ts';
import type { EventSink } from '../../core/aws-event.ts';
import type { Caller } from '../../core/caller.ts';
import type { ServiceDeps } from '../../core/service.ts';
import type { Collection, Store } from '../../store/store.ts';
import { createLogFiles, type LogFiles } from './log-files.ts';
import { createRecords, type Records } from './records.ts';
import { type Trail, trailKey } from './trail.ts';

/** What CloudTrail needs of the others. */
export interface CloudTrailPorts {
  readonly events: EventSink;
  /** Whether a caller may do something, asked without doing it. */
  allows(caller: Caller, action: string, resource: string, keys?: Readonly<Record<string, string>>): boolean;
  bucketExists(name: string): boolean;
}

export interface CloudTrailState {
  readonly deps: ServiceDeps<Store>;
  readonly ports: CloudTrailPorts;
  readonly trails: Collection<Trail>;
  readonly records: Records;
  readonly files: LogFiles;
}

export function createState(deps: ServiceDeps<Store>, ports: CloudTrailPorts): CloudTrailState {
  const state: CloudTrailState = {
    deps,
    ports,
    trails: deps.store.collection('cloudtrail.trails'),
    records: createRecords(deps.store),
    files: createLogFiles(deps, () => state),
  };
  return state;
}

const NAME = /^[A-Za-z0-9]([._-]?[A-Za-z0-9])*[._-]?$/;

/** @throws AwsError `InvalidTrailNameException` */
export function checkName(name: string): void {
  const refuse = (reason: string) => new AwsError('InvalidTrailNameException', reason);
  if (name.length < 3)
    throw refuse(
      `Trail name too short. Minimum allowed length: 3 characters. Specified name length: ${name.length} characters.`,
    );
  if (name.length > 128)
    throw refuse(
      `Trail name too long. Maximum allowed length: 128 characters. Specified name length: ${name.length} characters.`,
    );
  if (!/^[A-Za-z0-9]/.test(name)) throw refuse('Trail name must starts with a letter or number.');
  if (!/[A-Za-z0-9]$/.test(name)) throw refuse('Trail name must ends with a letter or number.');
  if (!NAME.test(name) || /^\d+\.\d+\.\d+\.\d+$/.test(name)) {
    throw refuse(
      'Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.), hyphens (-), and underscores (_).',
    );
  }
}

/** The trail that a name or an ARN means. @throws AwsError `TrailNotFoundException`, `CloudTrailARNInvalidException` */
export function trailOf({ trails }: CloudTrailState, nameOrArn: string, { accountId, region }: Place): Trail {
  const arn = nameOrArn.startsWith('arn:') ? parseArn(nameOrArn) : undefined;
  if (nameOrArn.startsWith('arn:') && !arn?.resource.startsWith('trail/')) {
    throw new AwsError(
      'CloudTrailARNInvalidException',
      `ARN ${nameOrArn} is not valid. Trail ARN must be in the format arn:aws:cloudtrail:<region>:<account>:trail/<name>.`,
    );
  }
  const name = arn ? arn.resource.slice('trail/'.length) : nameOrArn;
  if (!arn) checkName(name);
  const trail = trails.get(trailKey(arn ?? { accountId, region }, name));
  if (!trail) throw new AwsError('TrailNotFoundException', `Unknown trail: ${nameOrArn} for the user: ${accountId}`);
  return trail;
}
