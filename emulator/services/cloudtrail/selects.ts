import type { AdvancedEventSelector, EventSelector } from '@aws-sdk/client-cloudtrail';
import type { ServiceId } from '../../core/service.ts';
import { isReadOnly, kindOf, sourceName } from './event-kind.ts';
import type { Trail } from './trail.ts';

/** What selectors look at. */
export interface Candidate {
  readonly service: ServiceId;
  readonly operation: string;
  /** ARNs; undefined: not known yet, any will do. */
  readonly resources: readonly string[] | undefined;
}

const fitsReadWrite = (type: string | undefined, readOnly: boolean): boolean =>
  type === undefined || type === 'All' || type === (readOnly ? 'ReadOnly' : 'WriteOnly');

/** A value of a data resource: an ARN that events' ARNs begin with; `arn:aws:s3` means all of the type. */
const fitsValues = (values: readonly string[] | undefined, resources: readonly string[] | undefined): boolean =>
  resources === undefined || (values ?? []).some((value) => resources.some((arn) => arn.startsWith(value)));

function fitsBasic(selector: EventSelector, { service, operation, resources }: Candidate): boolean {
  const kind = kindOf(service, operation);
  if (!fitsReadWrite(selector.ReadWriteType, isReadOnly(operation))) return false;
  if (kind.category === 'Data') {
    return (selector.DataResources ?? []).some(
      ({ Type, Values }) => Type === kind.resourceType && fitsValues(Values, resources),
    );
  }
  const excluded = selector.ExcludeManagementEventSources ?? [];
  return (selector.IncludeManagementEvents ?? true) && !excluded.includes(`${sourceName(service)}.amazonaws.com`);
}

type Compare = (found: string, wanted: string) => boolean;
const POSITIVE: Readonly<Record<string, Compare>> = {
  Equals: (found, wanted) => found === wanted,
  StartsWith: (found, wanted) => found.startsWith(wanted),
  EndsWith: (found, wanted) => found.endsWith(wanted),
};

/** The values a field of an advanced selector has; undefined: not known yet. */
function fieldOf(field: string, { service, operation, resources }: Candidate): readonly string[] | undefined {
  const kind = kindOf(service, operation);
  const fields: Readonly<Record<string, () => readonly string[] | undefined>> = {
    eventCategory: () => [kind.category],
    eventName: () => [operation],
    eventSource: () => [`${sourceName(service)}.amazonaws.com`],
    readOnly: () => [String(isReadOnly(operation))],
    'resources.type': () => (kind.category === 'Data' ? [kind.resourceType] : []),
    'resources.ARN': () => resources,
  };
  return (fields[field] ?? (() => []))();
}

/** All fields must fit; of each the positive conditions are alternatives, the negative ones must all hold. */
const fitsAdvanced = ({ FieldSelectors = [] }: AdvancedEventSelector, candidate: Candidate): boolean =>
  FieldSelectors.every(({ Field = '', ...conditions }) => {
    const found = fieldOf(Field, candidate);
    if (found === undefined) return true;
    const holds = (name: string, wanted: readonly string[]): boolean =>
      wanted.some((each) => found.some((value) => POSITIVE[name]?.(value, each)));
    const given = Object.entries(conditions).filter((entry): entry is [string, string[]] => Array.isArray(entry[1]));
    const positive = given.filter(([name]) => !name.startsWith('Not'));
    const negative = given.filter(([name]) => name.startsWith('Not'));
    return (
      (positive.length === 0 || positive.some(([name, wanted]) => holds(name, wanted))) &&
      negative.every(([name, wanted]) => !holds(name.slice('Not'.length), wanted))
    );
  });

/** Whether a trail logs a call, or might where its resources are not known yet. */
export function selects({ selectors }: Trail, candidate: Candidate): boolean {
  if (kindOf(candidate.service, candidate.operation).category === 'None') return false;
  return selectors.kind === 'basic'
    ? selectors.all.some((selector) => fitsBasic(selector, candidate))
    : selectors.all.some((selector) => fitsAdvanced(selector, candidate));
}
