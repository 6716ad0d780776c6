import { formatArn, type Place, parseArn } from '../../core/arn.ts';
import { AwsError } from '../../core/aws-error.ts';

/** What an ARN of Step Functions can name. */
export type StatesArn =
  | { readonly kind: 'machine'; readonly place: Place; readonly name: string; readonly label: string | undefined }
  | { readonly kind: 'version'; readonly place: Place; readonly name: string; readonly version: number }
  | { readonly kind: 'alias'; readonly place: Place; readonly name: string; readonly alias: string }
  | { readonly kind: 'execution'; readonly place: Place; readonly name: string; readonly execution: string }
  | { readonly kind: 'express'; readonly place: Place; readonly name: string; readonly execution: string }
  | { readonly kind: 'mapRun'; readonly place: Place; readonly name: string; readonly run: string }
  | { readonly kind: 'activity'; readonly place: Place; readonly name: string };

export type StatesArnKind = StatesArn['kind'];
type Of<K extends StatesArnKind> = Extract<StatesArn, { kind: K }>;

export const machineArn = (place: Place, name: string): string => formatArn('states', place, `stateMachine:${name}`);
export const versionArn = (place: Place, name: string, version: number): string =>
  `${machineArn(place, name)}:${version}`;
export const aliasArn = (place: Place, name: string, alias: string): string => `${machineArn(place, name)}:${alias}`;
export const activityArn = (place: Place, name: string): string => formatArn('states', place, `activity:${name}`);
export const executionArn = (place: Place, machine: string, name: string): string =>
  formatArn('states', place, `execution:${machine}:${name}`);
/** @param run tells executions of one name apart: EXPRESS names may repeat */
export const expressArn = (place: Place, machine: string, name: string, run: string): string =>
  formatArn('states', place, `express:${machine}:${name}:${run}`);
export const mapRunArn = (place: Place, machine: string, label: string, run: string): string =>
  formatArn('states', place, `mapRun:${machine}/${label}:${run}`);

const invalid = (detail: string): AwsError => new AwsError('InvalidArn', `Invalid Arn: '${detail}'`);

function machineOf(place: Place, name: string, qualifier: string | undefined): StatesArn {
  const [machine = '', label] = name.split('/');
  if (qualifier === undefined) return { kind: 'machine', place, name: machine, label };
  return /^[1-9]\d{0,8}$/.test(qualifier)
    ? { kind: 'version', place, name, version: Number(qualifier) }
    : { kind: 'alias', place, name, alias: qualifier };
}

/** @throws AwsError `InvalidArn` where the text is no ARN of Step Functions */
export function parseStatesArn(text: string): StatesArn {
  const arn = parseArn(text);
  if (!arn) throw invalid(`Invalid ARN prefix: ${text}`);
  if (arn.service !== 'states') throw invalid(`Invalid service name: ${text}`);
  if (!arn.region || !arn.accountId) throw invalid(`Invalid ARN: ${text}`);
  const place = { accountId: arn.accountId, region: arn.region };
  const [type, name, third, fourth, ...rest] = arn.resource.split(':');
  if (!name || rest.length > 0 || third === '' || (fourth !== undefined && type !== 'express'))
    throw invalid(`Invalid ARN: ${text}`);
  if (type === 'stateMachine') return machineOf(place, name, third);
  if (type === 'execution' && third) return { kind: 'execution', place, name, execution: third };
  if (type === 'express' && third) return { kind: 'express', place, name, execution: third };
  if (type === 'mapRun' && third) return { kind: 'mapRun', place, name, run: third };
  if (type === 'activity' && third === undefined) return { kind: 'activity', place, name };
  throw invalid(`Resource type not valid in this context: ${type}`);
}

/** @throws AwsError `InvalidArn` where the text names something else than is asked for */
export function arnOf<K extends StatesArnKind>(text: string, ...kinds: readonly K[]): Of<K> {
  const arn = parseStatesArn(text);
  if (!(kinds as readonly string[]).includes(arn.kind)) {
    throw invalid(`Resource type not valid in this context: ${text.split(':')[5]}`);
  }
  return arn as Of<K>;
}

/** @throws AwsError `InvalidArn` where the text is no ARN of an IAM role */
export function checkRoleArn(text: string): void {
  const arn = parseArn(text);
  if (arn?.service !== 'iam' || !arn.accountId || !arn.resource.startsWith('role/')) {
    throw new AwsError('InvalidArn', `Invalid Role Arn: '${text}'`);
  }
}
