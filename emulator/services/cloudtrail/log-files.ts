import { gzipSync } from 'node:zlib';
import { serviceCaller } from '../../core/caller.ts';
import type { Cancel, Instant } from '../../core/clock.ts';
import type { ServiceDeps } from '../../core/service.ts';
import type { Store } from '../../store/store.ts';
import { saveTrail } from './save-trail.ts';
import type { CloudTrailState } from './state.ts';
import { type Trail, trailArn, trailKey } from './trail.ts';

/** CloudTrail delivers within about five minutes. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html */
const EVERY = 5 * 60_000;
const MOST_RECORDS = 5000;
const PRINCIPAL = 'cloudtrail.amazonaws.com';
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Writes what trails have recorded into their buckets. */
export interface LogFiles {
  /** There is something to write. */
  expect(): void;
  start(): void;
  stop(): void;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** `AWSLogs/<account>/CloudTrail/<region>/<date>/<account>_CloudTrail_<region>_<time>_<unique>.json.gz` */
function logFileKey(
  { accountId, region, prefix }: Pick<Trail, 'accountId' | 'region' | 'prefix'>,
  at: Instant,
  unique: string,
): string {
  const time = new Date(at);
  const [year, month, day] = [time.getUTCFullYear(), two(time.getUTCMonth() + 1), two(time.getUTCDate())];
  const stamp = `${year}${month}${day}T${two(time.getUTCHours())}${two(time.getUTCMinutes())}Z`;
  const folder = `${prefix === undefined ? '' : `${prefix}/`}AWSLogs/${accountId}/CloudTrail/${region}/${year}/${month}/${day}`;
  return `${folder}/${accountId}_CloudTrail_${region}_${stamp}_${unique}.json.gz`;
}

/** @param state asked for late: the state holds this very object */
export function createLogFiles({ clock, ids, aws, log }: ServiceDeps<Store>, state: () => CloudTrailState): LogFiles {
  let cancel: Cancel | undefined;

  const write = async (trail: Trail): Promise<void> => {
    const arn = trailArn(trail);
    const caller = serviceCaller(PRINCIPAL, trail.accountId, arn);
    const rows = state().records.read(arn, MOST_RECORDS);
    const last = rows.at(-1);
    if (!last) return;
    const now = clock.now();
    const key = logFileKey(trail, now, ids.text(16, ALPHANUMERIC));
    const place = { accountId: trail.accountId, region: trail.region };
    const text = `{"Records":[${rows.map(({ record }) => record).join(',')}]}`;
    const outcome = await aws
      .call(
        caller,
        's3',
        'PutObject',
        {
          Bucket: trail.bucket,
          Key: key,
          Body: new Uint8Array(gzipSync(text)),
          ContentType: 'application/json',
          ContentEncoding: 'gzip',
          ACL: 'bucket-owner-full-control',
        },
        place,
      )
      .then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
    const current = state().trails.get(trailKey(trail, trail.name));
    state().deps.store.atomic(() => {
      if (outcome === undefined) state().records.remove(arn, last.id);
      if (current) {
        const succeeded = outcome === undefined ? now : current.delivery?.succeeded;
        saveTrail(state(), { ...current, delivery: { attempted: now, succeeded, error: outcome } });
      }
    });
    if (outcome !== undefined) log.error('a CloudTrail log file could not be written', { trail: arn, error: outcome });
    else if (trail.topicArn !== undefined) await notify(trail, trail.topicArn, key);
  };
  const notify = (trail: Trail, TopicArn: string, key: string): Promise<void> =>
    aws
      .call(
        serviceCaller(PRINCIPAL, trail.accountId, trailArn(trail)),
        'sns',
        'Publish',
        { TopicArn, Message: JSON.stringify({ s3Bucket: trail.bucket, s3ObjectKey: [key] }) },
        { accountId: trail.accountId, region: trail.region },
      )
      .then(
        () => {},
        (error: unknown) =>
          log.error('a CloudTrail notification failed', { trail: trailArn(trail), error: String(error) }),
      );

  const flush = async (): Promise<void> => {
    cancel = undefined;
    const waiting = state().records.waiting();
    const trails = state().trails.values();
    for (const arn of waiting) {
      const trail = trails.find((each) => trailArn(each) === arn);
      if (trail) await write(trail);
      else state().records.remove(arn, Number.MAX_SAFE_INTEGER);
    }
    if (state().records.waiting().length > 0) expect();
  };
  const expect = (): void => {
    cancel ??= clock.at((Math.floor(clock.now() / EVERY) + 1) * EVERY, () => void flush());
  };
  return {
    expect,
    start() {
      if (state().records.waiting().length > 0) expect();
    },
    stop: () => cancel?.(),
  };
}
