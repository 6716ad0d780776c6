import type { PutEventsRequestEntry, PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import { invalid } from '../errors.ts';
import { compactJson } from '../input/compact-json.ts';
import { isPlainObject } from '../input/plain-object.ts';
import type { EventsState } from '../state.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html */
const LONGEST_DETAIL_TYPE = 128;
/** Levels of JSON. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const DEEPEST_DETAIL = 1_000;

type Refusal = Required<Pick<PutEventsResultEntry, 'ErrorCode' | 'ErrorMessage'>>;

const refusal = (ErrorCode: string, ErrorMessage: string): Refusal => ({ ErrorCode, ErrorMessage });

const invalidArgument = (name: string, reason: string): Refusal =>
  refusal('InvalidArgument', `Parameter ${name} is not valid. Reason: ${reason}`);

const missing = (name: string): Refusal => invalidArgument(name, `${name} is a required argument.`);

/** Each level takes two characters, so that mostly none has to be counted. */
function isTooDeep(json: string): boolean {
  if (json.length <= 2 * DEEPEST_DETAIL) return false;
  let [depth, inText] = [0, false];
  for (let i = 0; i < json.length; i++) {
    const character = json[i];
    if (inText) {
      if (character === '\\') i++;
      else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === '{' || character === '[') {
      if (++depth > DEEPEST_DETAIL) return true;
    } else if (character === '}' || character === ']') depth--;
  }
  return false;
}

/** The object that a detail is, without white space between its tokens; undefined where it is none. */
function compactDetail(json: string): string | undefined {
  if (isTooDeep(json)) return undefined;
  if (isPlainObject(json)) return json;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? compactJson(json) : undefined;
  } catch {
    return undefined;
  }
}

/** An entry of PutEvents or PutPartnerEvents, as far as both have it. */
export type Entry = Pick<PutEventsRequestEntry, 'Detail' | 'DetailType' | 'Resources' | 'Source' | 'Time'>;

/** An entry that a bus takes. `detail` as `EventParts` has it. */
export interface CheckedEntry {
  readonly source: string;
  readonly detailType: string;
  readonly detail: string;
  readonly resources: readonly string[];
  readonly time: Date | undefined;
}

/** What a bus takes of an entry, or why it is refused. @param partner whether sources that begin with `aws.` are the caller's to use */
export function checkEntry(entry: Entry, partner = false): CheckedEntry | Refusal {
  const { Source, DetailType, Detail, Resources = [], Time } = entry;
  if (!Source) return missing('Source');
  if (!DetailType) return missing('DetailType');
  if (!Detail) return missing('Detail');
  if (DetailType.length > LONGEST_DETAIL_TYPE) {
    return invalidArgument('DetailType', `DetailType must not be longer than ${LONGEST_DETAIL_TYPE} characters.`);
  }
  if (!partner && Source.startsWith('aws.')) {
    return refusal('NotAuthorizedForSourceException', 'Not authorized for the source.');
  }
  const detail = compactDetail(Detail);
  if (detail === undefined) return refusal('MalformedDetail', 'Detail is malformed.');
  return { source: Source, detailType: DetailType, detail, resources: Resources, time: Time };
}

/** Bytes as AWS counts them. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size */
function sizeOf({ Time, Source = '', DetailType = '', Detail = '', Resources = [] }: Entry): number {
  let size = Time === undefined ? 0 : 14;
  size += Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail);
  for (const resource of Resources) size += Buffer.byteLength(resource);
  return size;
}

/** @throws AwsError `ValidationException` where the entries together are too large */
export function checkSize({ options }: EventsState, entries: readonly Entry[]): void {
  let size = 0;
  for (const entry of entries) size += sizeOf(entry);
  if (size > options.mostEntryBytes) throw invalid('Total size of the entries in the request is over the limit.');
}
