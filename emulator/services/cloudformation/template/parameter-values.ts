import { isListType, isStored, type ParameterDeclaration } from './parameter-declaration.ts';
import { validationError } from './template-error.ts';

type Declarations = Readonly<Record<string, ParameterDeclaration>>;

const items = (value: string): string[] => value.split(',').map((each) => each.trim());

/** What is wrong with a value, or undefined. */
function fault(name: string, declared: ParameterDeclaration, value: string): string | undefined {
  const { type, allowedValues, allowedPattern, minLength, maxLength, minValue, maxValue } = declared;
  if (allowedValues && !allowedValues.includes(value)) return `Parameter '${name}' must be one of AllowedValues`;
  if (minLength !== undefined && value.length < minLength)
    return `Parameter '${name}' must contain at least ${minLength} characters`;
  if (maxLength !== undefined && value.length > maxLength)
    return `Parameter '${name}' must contain at most ${maxLength} characters`;
  if (allowedPattern !== undefined && !new RegExp(`^(?:${allowedPattern})$`).test(value))
    return `Parameter '${name}' must match pattern ${allowedPattern}`;
  if (type === 'Number' || type === 'List<Number>') {
    const number = value.trim() === '' ? Number.NaN : Number(value);
    if (Number.isNaN(number)) return `Parameter '${name}' must be a number`;
    if (minValue !== undefined && number < minValue)
      return `Parameter '${name}' must be a number not less than ${minValue}`;
    if (maxValue !== undefined && number > maxValue)
      return `Parameter '${name}' must be a number not greater than ${maxValue}`;
  }
  return undefined;
}

function check(name: string, declared: ParameterDeclaration, value: string): void {
  if (declared.allowedPattern !== undefined) {
    try {
      new RegExp(declared.allowedPattern);
    } catch {
      throw validationError(`Parameter '${name}' AllowedPattern must be a valid regular expression.`);
    }
  }
  const values = isListType(declared.type) && !isStored(declared.type) ? items(value) : [value];
  for (const each of values) {
    const found = fault(name, declared, each);
    if (found === undefined) continue;
    throw validationError(
      declared.constraintDescription === undefined
        ? found
        : `Parameter ${name} failed to satisfy constraint: ${declared.constraintDescription}`,
    );
  }
}

/**
 * The text of every parameter: what was given, else its default.
 * @throws AwsError `ValidationError` where one is missing, unknown or breaks its constraints
 */
export function parameterValues(
  declarations: Declarations,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(declarations, name));
  if (unknown.length > 0) throw validationError(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  const values: Record<string, string> = {};
  const missing: string[] = [];
  for (const [name, declared] of Object.entries(declarations)) {
    const value = given[name] ?? declared.default;
    if (value === undefined) missing.push(name);
    else values[name] = value;
  }
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  for (const [name, value] of Object.entries(values)) {
    const declared = declarations[name];
    if (declared) check(name, declared, value);
  }
  return values;
}

/** What `Ref` gives for a parameter: a text, or the items of a list. */
export const referenceValue = ({ type }: ParameterDeclaration, value: string): string | readonly string[] =>
  isListType(type) ? (value === '' ? [] : items(value)) : value;
