import { type Place, parseArn, placeKey } from '../../core/arn.ts';
import { AwsError } from '../../core/aws-error.ts';
import type { EventSink } from '../../core/aws-event.ts';
import type { RequestContext, ServiceDeps } from '../../core/service.ts';
import type { Collection, Store } from '../../store/store.ts';
import { latest, type Parameter, parameterArn, type Version } from './parameter.ts';

export interface SsmState {
  readonly deps: ServiceDeps<Store>;
  readonly parameters: Collection<Parameter>;
  readonly events: EventSink;
}

export const createState = (deps: ServiceDeps<Store>, events: EventSink): SsmState => ({
  deps,
  parameters: deps.store.collection('ssm.parameters'),
  events,
});

export const parameterKey = (place: Place, name: string): string => placeKey(place, name);

/** A name as requests give it: alone or as an ARN, and a version or a label behind a colon. */
export interface Reference {
  readonly place: Place;
  readonly name: string;
  /** With its colon, as it was given. */
  readonly selector: string | undefined;
}

export function referenceOf(text: string, context: Place): Reference {
  const arn = text.startsWith('arn:') ? parseArn(text) : undefined;
  const whole = arn ? arn.resource.replace(/^parameter/, '') : text;
  const colon = whole.indexOf(':');
  const name = colon < 0 ? whole : whole.slice(0, colon);
  const place = arn ?? context;
  return {
    place: { accountId: place.accountId, region: place.region },
    // Of a name without a path the ARN has a slash that the name has not.
    name: arn && name.lastIndexOf('/') === 0 ? name.slice(1) : name,
    selector: colon < 0 ? undefined : whole.slice(colon),
  };
}

export const arnOfName = (text: string, context: Place): string => {
  const { place, name } = referenceOf(text, context);
  return parameterArn(place, name);
};

export const forName = ({ Name = '' }: { Name?: string | undefined }, context: RequestContext): string =>
  arnOfName(Name, context);

const notFound = (name: string): AwsError => new AwsError('ParameterNotFound', `Parameter ${name} not found.`);

/** @throws AwsError `ParameterNotFound` */
export function parameterOf({ parameters }: SsmState, text: string, context: Place): Parameter {
  const { place, name } = referenceOf(text, context);
  // An ARN's path of one step may be a name with a slash or without.
  const found = parameters.get(parameterKey(place, name)) ?? parameters.get(parameterKey(place, `/${name}`));
  if (!found || (found.name !== name && !text.startsWith('arn:'))) throw notFound(text);
  return found;
}

/** The version that a selector means; the newest without one. @throws AwsError `ParameterVersionNotFound` */
export function versionOf(parameter: Parameter, selector: string | undefined): Version {
  if (selector === undefined) return latest(parameter);
  const wanted = selector.slice(1);
  const found = parameter.versions.find(({ number, labels }) => String(number) === wanted || labels.includes(wanted));
  if (found) return found;
  throw new AwsError(
    'ParameterVersionNotFound',
    `Systems Manager could not find version ${wanted} of ${parameter.name}. Verify the version and try again.`,
  );
}
