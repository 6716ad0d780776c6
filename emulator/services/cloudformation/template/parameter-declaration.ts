import { isList, isObject, isScalar, type Json, type JsonObject } from './json.ts';
import { formatError, templateError, validationError } from './template-error.ts';

/** One member of a template's `Parameters`. */
export interface ParameterDeclaration {
  readonly type: string;
  readonly default: string | undefined;
  readonly description: string | undefined;
  readonly noEcho: boolean;
  readonly allowedValues: readonly string[] | undefined;
  readonly allowedPattern: string | undefined;
  readonly constraintDescription: string | undefined;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  readonly minValue: number | undefined;
  readonly maxValue: number | undefined;
}

const KEYS = new Set(
  'Type Default Description NoEcho AllowedValues AllowedPattern ConstraintDescription MinLength MaxLength MinValue MaxValue'.split(
    ' ',
  ),
);

const EC2 =
  'AvailabilityZone::Name|Image::Id|Instance::Id|KeyPair::KeyName|SecurityGroup::GroupName|SecurityGroup::Id|Subnet::Id|Volume::Id|VPC::Id';
const AWS_TYPE = `AWS::EC2::(${EC2})|AWS::Route53::HostedZone::Id`;
const PLAIN = 'String|Number|List<Number>|List<String>|CommaDelimitedList';
const TYPE = new RegExp(
  `^(${PLAIN}|${AWS_TYPE}|List<(${AWS_TYPE})>|AWS::SSM::Parameter::Name|AWS::SSM::Parameter::Value<(String|List<String>|CommaDelimitedList|${AWS_TYPE}|List<(${AWS_TYPE})>)>)$`,
);

/** The value's name in Systems Manager's parameter store stands for it. */
export const isStored = (type: string): boolean => type.startsWith('AWS::SSM::Parameter::Value<');
export const isListType = (type: string): boolean => type.includes('List<') || type.includes('CommaDelimitedList');

const text = (name: string, value: Json | undefined): string | undefined => {
  if (value === undefined) return undefined;
  if (!isScalar(value)) throw formatError(`Every ${name} member must be a string.`);
  return String(value);
};

function size(parameter: string, name: string, value: Json | undefined, fits: boolean): number | undefined {
  if (value === undefined) return undefined;
  const number = isScalar(value) && value !== '' ? Number(value) : Number.NaN;
  if (Number.isNaN(number)) throw formatError(`Every ${name} member must be a number.`);
  if (!fits) {
    const wanted = name.endsWith('Value') ? 'Number' : 'String';
    throw templateError(`Parameter '${parameter}' ${name} must be on a parameter of type ${wanted}`);
  }
  return number;
}

function allowed(value: Json | undefined): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (!isList(value)) throw formatError('AllowedValues must be a list.');
  return value.map((each) => {
    if (!isScalar(each)) throw formatError('Every AllowedValues value must be a string.');
    return String(each);
  });
}

function declaration(name: string, member: JsonObject): ParameterDeclaration {
  const unknown = Object.keys(member).filter((key) => !KEYS.has(key));
  if (unknown.length > 0) {
    throw validationError(`Invalid template parameter property or properties [${unknown.join(', ')}]`);
  }
  const type = text('Type', member.Type);
  if (type === undefined) throw formatError('Every Parameters object must contain a Type member.');
  if (!TYPE.test(type)) throw formatError(`Unrecognized parameter type: ${type}`);
  const isNumber = type === 'Number' || type === 'List<Number>';
  const pattern = text('AllowedPattern', member.AllowedPattern);
  if (pattern !== undefined && type !== 'String' && !type.startsWith('AWS::') && type !== 'CommaDelimitedList') {
    throw templateError(`Parameter '${name}' AllowedPattern must be on a parameter of type String`);
  }
  return {
    type,
    default: text('Default', member.Default),
    description: text('Description', member.Description),
    noEcho: text('NoEcho', member.NoEcho)?.toLowerCase() === 'true',
    allowedValues: allowed(member.AllowedValues),
    allowedPattern: pattern,
    constraintDescription: text('ConstraintDescription', member.ConstraintDescription),
    minLength: size(name, 'MinLength', member.MinLength, !isNumber),
    maxLength: size(name, 'MaxLength', member.MaxLength, !isNumber),
    minValue: size(name, 'MinValue', member.MinValue, isNumber),
    maxValue: size(name, 'MaxValue', member.MaxValue, isNumber),
  };
}

const LIMIT = 200;

/** @throws AwsError `ValidationError` where a declaration is not one */
export function readParameters(section: JsonObject): Readonly<Record<string, ParameterDeclaration>> {
  const entries = Object.entries(section);
  if (entries.length > LIMIT) {
    throw formatError(`Number of parameters, ${entries.length}, is greater than maximum allowed, ${LIMIT}`);
  }
  return Object.fromEntries(
    entries.map(([name, member]) => {
      if (!/^[A-Za-z0-9]+$/.test(name)) throw formatError(`Parameter name ${name} is non alphanumeric.`);
      if (!isObject(member)) throw formatError('Any Parameters member must be a JSON object.');
      return [name, declaration(name, member)];
    }),
  );
}
