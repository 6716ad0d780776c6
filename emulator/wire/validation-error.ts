import { AwsError } from '../core/aws-error.ts';
import type { ServiceId } from '../core/service.ts';
import type { Problem } from './validate.ts';

const shown = (value: unknown): string =>
  value === undefined ? 'null' : `'${typeof value === 'object' && value !== null ? javaText(value) : String(value)}'`;

/** Lists and maps as Java prints them, which is what AWS puts into its messages. */
function javaText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(javaText).join(', ')}]`;
  if (value instanceof Uint8Array) return 'java.nio.HeapByteBuffer';
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${key}=${javaText(item)}`)
      .join(', ')}}`;
  }
  return String(value);
}

const sentence = ({ path, value, constraint, sensitive }: Problem): string =>
  `Value ${sensitive && value !== undefined ? '' : `${shown(value)} `}at '${path}' failed to satisfy constraint: Member ${constraint}`;

/** The message that most services give: `2 validation errors detected: Value … at '…' failed …; Value …` */
const coralMessage = (problems: readonly Problem[]): string =>
  `${problems.length} validation error${problems.length === 1 ? '' : 's'} detected: ${problems.map(sentence).join('; ')}`;

type Style = (problems: readonly Problem[]) => AwsError;

const coral =
  (code: string): Style =>
  (problems) =>
    new AwsError(code, coralMessage(problems));

const parameterName = ({ path }: Problem): string => {
  const name = path.split('.')[0] ?? '';
  return name.charAt(0).toUpperCase() + name.slice(1);
};

const sqs: Style = ([first, ...others]) => {
  if (!first) return new AwsError('InvalidParameterValue', 'Invalid request.');
  if (first.value === undefined) {
    return new AwsError('MissingParameter', `The request must contain the parameter ${parameterName(first)}.`);
  }
  if (first.path.startsWith('attribute') && first.constraint.startsWith('must satisfy enum')) {
    return new AwsError('InvalidAttributeName', `Unknown Attribute ${String(first.value)}.`);
  }
  return new AwsError('InvalidParameterValue', coralMessage([first, ...others]));
};

const sns: Style = ([first]) =>
  new AwsError('InvalidParameterException', `Invalid parameter: ${first ? parameterName(first) : ''}`);

const s3: Style = ([first]) =>
  first?.value === undefined
    ? new AwsError(
        'MalformedXML',
        'The XML you provided was not well-formed or did not validate against our published schema',
        { status: 400 },
      )
    : new AwsError('InvalidArgument', `Invalid value for ${parameterName(first)}: it ${first.constraint}`, {
        status: 400,
      });

const STYLES: Partial<Record<ServiceId, Style>> = {
  apigateway: coral('BadRequestException'),
  cloudformation: coral('ValidationError'),
  iam: coral('ValidationError'),
  logs: coral('InvalidParameterException'),
  s3,
  sns,
  sqs,
  sts: coral('ValidationError'),
};

/** The error with which a service answers an input that its model refuses. */
export const validationError = (service: ServiceId, problems: readonly Problem[]): AwsError =>
  (STYLES[service] ?? coral('ValidationException'))(problems);
