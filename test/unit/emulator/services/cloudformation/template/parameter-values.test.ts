import {
  parameterValues,
  referenceValue,
} from '../../../../../../emulator/services/cloudformation/template/parameter-values.ts';
import { readTemplate } from '../../../../../../emulator/services/cloudformation/template/read-template.ts';

const declared = (text: string) =>
  readTemplate(`Parameters: { P: { ${text} } }\nResources: { Q: { Type: AWS::SQS::Queue } }`).parameters;

describe('values that fit their declarations', () => {
  it.each<[string, Record<string, string>, unknown]>([
    ['Type: String', { P: 'a' }, 'a'],
    ['Type: String, Default: ""', {}, ''],
    ['Type: Number, Default: 5', {}, '5'],
    ['Type: Number, MinValue: 1, MaxValue: 9', { P: '9' }, '9'],
    ['Type: CommaDelimitedList', { P: 'a, b,c' }, ['a', 'b', 'c']],
    ['Type: List<Number>', { P: '1,2' }, ['1', '2']],
    ['Type: String, AllowedValues: [a, b]', { P: 'b' }, 'b'],
    ['Type: String, AllowedPattern: "[a-z]+"', { P: 'abc' }, 'abc'],
  ])('%s', (text, given, value) => {
    const parameters = declared(text);
    const values = parameterValues(parameters, given);
    expect(parameters.P && referenceValue(parameters.P, values.P ?? 'missing')).toEqual(value);
  });
});

describe('values that do not', () => {
  it.each<[string, Record<string, string>, string]>([
    ['Type: String', {}, 'Parameters: [P] must have values'],
    ['Type: String', { P: 'a', X: 'b' }, 'Parameters: [X] do not exist in the template'],
    ['Type: String, AllowedValues: [a]', { P: 'b' }, "Parameter 'P' must be one of AllowedValues"],
    ['Type: String, AllowedPattern: "[a-z]+"', { P: 'a1' }, "Parameter 'P' must match pattern [a-z]+"],
    [
      'Type: String, AllowedPattern: "[a-z"',
      { P: 'a' },
      "Parameter 'P' AllowedPattern must be a valid regular expression.",
    ],
    [
      'Type: String, AllowedPattern: "[a-z]+", ConstraintDescription: must be small',
      { P: '1' },
      'Parameter P failed to satisfy constraint: must be small',
    ],
    ['Type: String, MinLength: 2', { P: 'a' }, "Parameter 'P' must contain at least 2 characters"],
    ['Type: String, MaxLength: 2', { P: 'abc' }, "Parameter 'P' must contain at most 2 characters"],
    ['Type: Number', { P: 'a' }, "Parameter 'P' must be a number"],
    ['Type: Number', { P: '' }, "Parameter 'P' must be a number"],
    ['Type: Number, MinValue: 2', { P: '1' }, "Parameter 'P' must be a number not less than 2"],
    ['Type: Number, MaxValue: 2', { P: '3' }, "Parameter 'P' must be a number not greater than 2"],
    ['Type: List<Number>', { P: '1,a' }, "Parameter 'P' must be a number"],
    ['Type: CommaDelimitedList, AllowedValues: [a, b]', { P: 'a,c' }, "Parameter 'P' must be one of AllowedValues"],
  ])('%s', (text, given, message) => {
    expect(() => parameterValues(declared(text), given)).toThrow(message);
  });

  it.each<[string, string]>([
    ['Type: Number, MinLength: 1', "Template error: Parameter 'P' MinLength must be on a parameter of type String"],
    ['Type: String, MinValue: 1', "Template error: Parameter 'P' MinValue must be on a parameter of type Number"],
    [
      'Type: Number, AllowedPattern: a',
      "Template error: Parameter 'P' AllowedPattern must be on a parameter of type String",
    ],
    ['Type: String, MinLength: x', 'Template format error: Every MinLength member must be a number.'],
  ])('%s cannot be declared', (text, message) => {
    expect(() => declared(text)).toThrow(message);
  });
});
