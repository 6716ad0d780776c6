import type { BusEvent } from '../bus-event.ts';
import { parsePath } from './json-path.ts';
import { sliceAt } from './json-slice.ts';

export interface RuleIdentity {
  readonly arn: string;
  readonly name: string;
}

type Reserved = (event: BusEvent, rule: RuleIdentity) => string;

/** The fields of an event as `aws.events.event` has them, and in its order. */
const FIELDS = ['id', 'account', 'detail-type', 'time', 'source', 'region', 'resources', 'version'];
const PATHS = FIELDS.map((field) => ({ field, path: parsePath(`$.${field}`) ?? [] }));

/** The event without its detail. AWS writes `detailType` here, not `detail-type`, and the time in milliseconds. */
const withoutDetail: Reserved = ({ envelope, time }) => {
  const members = PATHS.flatMap(({ field, path }) => {
    const value = field === 'time' ? String(time) : sliceAt(envelope, path);
    return value === undefined ? [] : [`"${field === 'detail-type' ? 'detailType' : field}":${value}`];
  });
  return `{${members.join(',')}}`;
};

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html#eb-transform-input-predefined */
const RESERVED: Readonly<Record<string, Reserved>> = {
  'aws.events.rule-arn': (_event, { arn }) => JSON.stringify(arn),
  'aws.events.rule-name': (_event, { name }) => JSON.stringify(name),
  'aws.events.event.ingestion-time': ({ ingested }) => JSON.stringify(new Date(ingested).toISOString()),
  'aws.events.event': withoutDetail,
  'aws.events.event.json': ({ envelope }) => envelope,
};

/** Only a JSON value can take these: inside a string their quotes would end it. */
export const WHOLE_EVENT: ReadonlySet<string> = new Set(['aws.events.event', 'aws.events.event.json']);

export const reservedValue = (name: string): Reserved | undefined =>
  Object.hasOwn(RESERVED, name) ? RESERVED[name] : undefined;
