// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Fn::Sub texts
import { checkTemplate } from '../../../../../../emulator/services/cloudformation/template/check-template.ts';
import { readTemplate } from '../../../../../../emulator/services/cloudformation/template/read-template.ts';

const QUEUE = 'Resources: { Q: { Type: AWS::SQS::Queue } }';
const refused = (text: string): string => {
  try {
    checkTemplate(readTemplate(text));
    return 'accepted';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe('templates that CloudFormation takes', () => {
  it.each<[string, string]>([
    ['JSON', '{"Resources":{"Q":{"Type":"AWS::SQS::Queue"}}}'],
    ['YAML', QUEUE],
    ['a version that YAML reads as a date', `AWSTemplateFormatVersion: 2010-09-09\n${QUEUE}`],
    ['a custom resource', 'Resources: { C: { Type: Custom::Thing, Properties: { ServiceToken: x, Any: [1] } } }'],
    ['the last of two equal keys', 'Resources: { Q: { Type: AWS::SQS::Queue, Type: AWS::SNS::Topic } }'],
    [
      'a reference in a branch that is not taken',
      'Conditions: { C: !Equals [a, a] }\nResources:\n  A: { Type: AWS::SQS::Queue, Properties: { QueueName: !If [C, x, !GetAtt B.QueueName] } }\n  B: { Type: AWS::SQS::Queue, Properties: { QueueName: !GetAtt A.QueueName } }',
    ],
    [
      'a policy with a statement that is nothing but a condition',
      'Resources: { P: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Condition: { A: b } } } } }',
    ],
    ['RetainExceptOnCreate', 'Resources: { Q: { Type: AWS::SQS::Queue, DeletionPolicy: RetainExceptOnCreate } }'],
  ])('%s', (_what, text) => {
    expect(refused(text)).toBe('accepted');
  });
});

describe('short forms of functions', () => {
  it.each<[string, unknown]>([
    ['!Ref A', { Ref: 'A' }],
    ['!GetAtt A.B.C', { 'Fn::GetAtt': ['A', 'B.C'] }],
    ['!Sub "${A}"', { 'Fn::Sub': '${A}' }],
    ['!Join [",", [a, !Ref B]]', { 'Fn::Join': [',', ['a', { Ref: 'B' }]] }],
    ['!If [C, 1, true]', { 'Fn::If': ['C', 1, true] }],
    ['!Select [0, !GetAZs ""]', { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }],
    ['!Base64 012', { 'Fn::Base64': '012' }],
    ['010', 8],
    ['yes', true],
    ['2026-11-24', '2026-11-24'],
  ])('%s', (text, value) => {
    const template = readTemplate(`Resources: { Q: { Type: AWS::SQS::Queue, Properties: { P: ${text} } } }`);
    expect(template.resources.Q?.properties.P).toEqual(value);
  });
});

const PROPERTIES = (text: string): string => `Resources: { Q: { Type: AWS::SQS::Queue, Properties: { P: ${text} } } }`;

describe('templates that CloudFormation refuses, in its words', () => {
  it.each<[string, string, string]>([
    ['broken JSON', '{"Resources": {', 'Template format error: JSON not well-formed. (line 1, column 16)'],
    ['broken YAML', 'Resources:\n  - a\n b: c', 'Template format error: YAML not well-formed. (line 3, column 1)'],
    ['a list', '- a', 'Template format error: unsupported structure.'],
    [
      'aliases',
      'Resources: { A: &a { Type: AWS::SQS::Queue }, B: *a }',
      'Template error: YAML aliases are not allowed in CloudFormation templates',
    ],
    ['an unknown section', `Bogus: 1\n${QUEUE}`, 'Invalid template property or properties [Bogus]'],
    [
      'another version',
      `AWSTemplateFormatVersion: '2011-01-01'\n${QUEUE}`,
      'Template format error: unsupported value for AWSTemplateFormatVersion.',
    ],
    ['no resources', 'Description: x', 'Template format error: At least one Resources member must be defined.'],
    [
      'nothing where something must be',
      'Resources:',
      "Template format error: [/Resources] 'null' values are not allowed in templates",
    ],
    [
      'a resource without a type',
      'Resources: { Q: { Properties: {} } }',
      '[/Resources/Q] Every Resources object must contain a Type member.',
    ],
    [
      'a resource with an unknown attribute',
      'Resources: { Q: { Type: AWS::SQS::Queue, Propertys: {} } }',
      "Invalid template resource property 'Propertys'",
    ],
    [
      'a name with a dash',
      'Resources: { my-q: { Type: AWS::SQS::Queue } }',
      'Template format error: Resource name my-q is non alphanumeric.',
    ],
    [
      'a type AWS does not have',
      'Resources: { Q: { Type: AWS::SQS::Qeue } }',
      'Template format error: Unrecognized resource types: [AWS::SQS::Qeue]',
    ],
    [
      'a macro',
      `Transform: AWS::Serverless-2016-10-31\n${QUEUE}`,
      'No transform named AWS::Serverless-2016-10-31 found.',
    ],
    ['rules', `Rules: { R: {} }\n${QUEUE}`, 'Rules are not supported by this emulator'],
    [
      'a policy that would have no effect',
      'Resources: { Q: { Type: AWS::SQS::Queue, UpdatePolicy: { A: true } } }',
      'UpdatePolicy of resource Q is not supported by this emulator',
    ],
    [
      'an unknown policy',
      'Resources: { Q: { Type: AWS::SQS::Queue, DeletionPolicy: Keep } }',
      'Template format error: Unrecognized DeletionPolicy Keep for resource Q',
    ],
    [
      'a snapshot of what has none',
      'Resources: { Q: { Type: AWS::SQS::Queue, DeletionPolicy: Snapshot } }',
      'Template error: resource type AWS::SQS::Queue does not support deletion policy Snapshot',
    ],
    [
      'RetainExceptOnCreate for a replacement',
      'Resources: { Q: { Type: AWS::SQS::Queue, UpdateReplacePolicy: RetainExceptOnCreate } }',
      'Template format error: Unrecognized UpdateReplacePolicy RetainExceptOnCreate for resource Q',
    ],
    [
      'a reference to nothing',
      PROPERTIES('!Ref X'),
      'Template format error: Unresolved resource dependencies [X] in the Resources block of the template',
    ],
    [
      'a reference to nothing in a text',
      PROPERTIES('!Sub "${X}"'),
      'Template format error: Unresolved resource dependencies [X] in the Resources block of the template',
    ],
    [
      'DependsOn nothing',
      'Resources: { Q: { Type: AWS::SQS::Queue, DependsOn: X } }',
      'Template format error: Unresolved resource dependencies [X] in the Resources block of the template',
    ],
    [
      'an output of nothing',
      `${QUEUE}\nOutputs: { O: { Value: !Ref X } }`,
      'Template format error: Unresolved resource dependencies [X] in the Outputs block of the template',
    ],
    [
      'GetAtt of nothing',
      PROPERTIES('!GetAtt X.Arn'),
      'Template error: instance of Fn::GetAtt references undefined resource X',
    ],
    [
      'GetAtt of an unknown attribute',
      PROPERTIES('!GetAtt Q.Foo'),
      'Template error: resource Q does not support attribute type Foo in Fn::GetAtt',
    ],
    [
      'GetAtt without an attribute',
      PROPERTIES('!GetAtt Q'),
      'Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute',
    ],
    [
      'a circle',
      'Resources:\n  A: { Type: AWS::SQS::Queue, Properties: { QueueName: !GetAtt B.QueueName } }\n  B: { Type: AWS::SQS::Queue, DependsOn: A }\n  C: { Type: AWS::SQS::Queue, DependsOn: A }',
      'Circular dependency between resources: [A, B]',
    ],
    [
      'Join of one',
      PROPERTIES('!Join [","]'),
      'Template error: every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.',
    ],
    [
      'Sub of a list',
      PROPERTIES('!Sub [1, 2]'),
      "Template error: One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string",
    ],
    [
      'Sub with a strange name',
      PROPERTIES('!Sub "${a b}"'),
      'Template error: variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons',
    ],
    [
      'Select of one',
      PROPERTIES('!Select [0]'),
      'Template error: Fn::Select requires a list argument with two elements: an integer index and a list',
    ],
    [
      'Split of one',
      PROPERTIES('!Split [","]'),
      'Template error: every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split.',
    ],
    [
      'FindInMap of two',
      PROPERTIES('!FindInMap [a, b]'),
      'Template error: every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value',
    ],
    ['If of two', PROPERTIES('!If [c, a]'), 'Template error: Fn::If requires a list argument with three elements'],
    ['If of an unknown condition', PROPERTIES('!If [c, a, b]'), 'Template error: unresolved condition dependency: c'],
    [
      'Length without its transform',
      PROPERTIES('{ "Fn::Length": [1] }'),
      'Template error: Fn::Length is only supported with the AWS::LanguageExtensions transform',
    ],
    [
      'a condition that is none',
      `Conditions: { C: { a: b } }\n${QUEUE}`,
      'Template format error: Conditions can only be boolean operations on parameters and other conditions',
    ],
    [
      'a condition on a resource',
      `Conditions: { C: !Equals [!Ref Q, a] }\n${QUEUE}`,
      'Template format error: Unresolved dependencies [Q]. Cannot reference resources in the Conditions block of the template',
    ],
    [
      'And of one',
      `Conditions: { C: !And [!Equals [a, a]] }\n${QUEUE}`,
      'Template error: every Fn::And object requires a list of at least 2 and at most 10 boolean parameters.',
    ],
    [
      'Not of two',
      `Conditions: { C: !Not [!Equals [a, a], !Equals [a, a]] }\n${QUEUE}`,
      'Template error: Fn::Not requires a list argument with one element',
    ],
    [
      'a resource with an unknown condition',
      'Resources: { Q: { Type: AWS::SQS::Queue, Condition: C } }',
      'Template format error: Condition C is not defined.',
    ],
    [
      'a parameter without a type',
      `Parameters: { P: { Default: a } }\n${QUEUE}`,
      'Template format error: Every Parameters object must contain a Type member.',
    ],
    [
      'a parameter of an unknown type',
      `Parameters: { P: { Type: Text } }\n${QUEUE}`,
      'Template format error: Unrecognized parameter type: Text',
    ],
    [
      'a parameter with a list as default',
      `Parameters: { P: { Type: String, Default: [a] } }\n${QUEUE}`,
      'Template format error: Every Default member must be a string.',
    ],
    [
      'a parameter with an unknown attribute',
      `Parameters: { P: { Type: String, Defalt: a } }\n${QUEUE}`,
      'Invalid template parameter property or properties [Defalt]',
    ],
    [
      'a parameter named as a resource',
      `Parameters: { Q: { Type: String } }\n${QUEUE}`,
      'Template error: all resources and parameters must have unique names. Common name(s): [Q]',
    ],
    [
      'an output with a dash',
      `${QUEUE}\nOutputs: { a-b: { Value: x } }`,
      "Template format error: Outputs name 'a-b' is non alphanumeric.",
    ],
    [
      'an output without a value',
      `${QUEUE}\nOutputs: { O: { Description: x } }`,
      'Template format error: Every Outputs member must contain a Value object',
    ],
    [
      'an export without a name',
      `${QUEUE}\nOutputs: { O: { Value: x, Export: {} } }`,
      'Template format error: Output O is malformed. The Name field of every Export member must be specified and consist only of alphanumeric characters, colons, or hyphens.',
    ],
    [
      'a mapping of one level',
      `Mappings: { M: { a: b } }\n${QUEUE}`,
      'Template format error: Every Mappings object member must contain a String key and an object value.',
    ],
  ])('%s', (_what, text, message) => {
    expect(refused(text)).toContain(message);
  });
});
