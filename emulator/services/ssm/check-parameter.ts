import type { PutParameterCommandInput } from '@aws-sdk/client-ssm';
import { AwsError } from '../../core/aws-error.ts';

const validation = (message: string): AwsError => new AwsError('ValidationException', message);

const NAME = /^[\w./-]+$/;
const MOST_LEVELS = 15;
const LONGEST_NAME = 1011;
const STANDARD = 4096;
const ADVANCED = 8192;

/** @throws AwsError `ValidationException`, `HierarchyLevelLimitExceededException`, `AccessDeniedException` */
export function checkName(name: string): void {
  if (!NAME.test(name) || name.endsWith('/') || name.includes('//')) {
    throw validation(
      'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_',
    );
  }
  if (name.includes('/') && !name.startsWith('/')) throw validation('Parameter name must be a fully qualified name.');
  const [first = ''] = name.replace(/^\//, '').split('/');
  if (/^aws/i.test(first))
    throw new AwsError('AccessDeniedException', `No access to reserved parameter name: ${name}.`);
  if (/^ssm/i.test(first)) {
    throw validation(
      'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_',
    );
  }
  if (name.length > LONGEST_NAME)
    throw validation(`Parameter name must not be longer than ${LONGEST_NAME} characters.`);
  if (name.split('/').length - 1 > MOST_LEVELS) {
    throw new AwsError(
      'HierarchyLevelLimitExceededException',
      'A hierarchy can have a maximum of 15 levels. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-naming.html.',
    );
  }
}

/** @throws AwsError `ValidationException` */
function checkValue(value: string, tier: string): void {
  if (value === '') {
    throw validation(
      "1 validation error detected: Value '' at 'value' failed to satisfy constraint: Member must have length greater than or equal to 1.",
    );
  }
  if (value.includes('{{'))
    throw validation('Parameter value can\'t nest another parameter. Do not use "{{}}" in the value.');
  const size = Buffer.byteLength(value);
  if (tier === 'Standard' && size > STANDARD) {
    throw validation(
      `Standard tier parameters support a maximum parameter value of ${STANDARD} characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html`,
    );
  }
  if (size > ADVANCED)
    throw validation(`Advanced tier parameters support a maximum parameter value of ${ADVANCED} characters.`);
}

function checkPattern(value: string, pattern: string): void {
  let expression: RegExp;
  try {
    expression = new RegExp(`^(?:${pattern})$`);
  } catch (cause) {
    throw new AwsError('InvalidAllowedPatternException', `The regular expression ${pattern} is not valid.`, { cause });
  }
  if (!expression.test(value)) {
    throw new AwsError(
      'ParameterPatternMismatchException',
      `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
    );
  }
}

/** Intelligent tiering takes the cheaper tier that the value fits. */
export const tierOf = ({ Tier = 'Standard', Value = '' }: PutParameterCommandInput): 'Standard' | 'Advanced' =>
  Tier === 'Intelligent-Tiering' ? (Buffer.byteLength(Value) > STANDARD ? 'Advanced' : 'Standard') : Tier;

/** What can be said of a parameter by its request alone. @throws AwsError */
export function checkParameter(input: PutParameterCommandInput): void {
  const { Name = '', Value = '', Overwrite, Tags, Policies, DataType = 'text', AllowedPattern, Type, KeyId } = input;
  checkName(Name);
  if (Policies !== undefined && Policies !== '' && Policies !== '[]')
    throw validation('Parameter policies are not available on this endpoint.');
  if (DataType !== 'text')
    throw validation(`The following data type is not supported: ${DataType} (Data type names are all lowercase.)`);
  if (Overwrite && Tags && Tags.length > 0) {
    throw validation(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
    );
  }
  if (KeyId !== undefined && Type !== undefined && Type !== 'SecureString')
    throw validation('KeyId must not be specified for a parameter that is no SecureString.');
  checkValue(Value, tierOf(input));
  if (Type === 'StringList' && Value.split(',').some((item) => item === ''))
    throw validation('A StringList must not have empty items.');
  if (AllowedPattern) checkPattern(Value, AllowedPattern);
}
