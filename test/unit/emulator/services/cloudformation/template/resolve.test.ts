// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Fn::Sub texts
import { evaluateConditions } from '../../../../../../emulator/services/cloudformation/template/conditions.ts';
import type { JsonObject } from '../../../../../../emulator/services/cloudformation/template/json.ts';
import { readTemplate } from '../../../../../../emulator/services/cloudformation/template/read-template.ts';
import { resolve } from '../../../../../../emulator/services/cloudformation/template/resolve.ts';
import type { Scope } from '../../../../../../emulator/services/cloudformation/template/scope.ts';

const scope: Scope = {
  parameters: { Stage: 'prod', Zones: ['x', 'y'], 'AWS::Region': 'us-east-1', 'AWS::AccountId': '111122223333' },
  mappings: { Sizes: { prod: { Memory: 512, List: ['a', 'b'] } } },
  conditions: { Prod: true, Test: false },
  languageExtensions: true,
  resource: (name) =>
    name === 'Queue'
      ? { ref: 'https://queue', attribute: (attribute) => (attribute === 'Arn' ? 'arn:queue' : undefined) }
      : undefined,
  exported: (name) => (name === 'shared' ? 'value' : undefined),
};

const parsed = (text: string) =>
  readTemplate(`Resources: { Q: { Type: AWS::SQS::Queue, Properties: { P: ${text} } } }`).resources.Q?.properties.P ??
  '';

describe('what functions come to', () => {
  it.each<[string, unknown]>([
    ['!Ref Stage', 'prod'],
    ['!Ref Zones', ['x', 'y']],
    ['!Ref Queue', 'https://queue'],
    ['!GetAtt Queue.Arn', 'arn:queue'],
    ['{ "Fn::GetAtt": "Queue.Arn" }', 'arn:queue'],
    ['!Sub "${Stage}-${Queue.Arn}-${!Literal}-${AWS::Region}"', 'prod-arn:queue-${Literal}-us-east-1'],
    ['!Sub ["${a}-${Stage}", { a: !Ref Queue }]', 'https://queue-prod'],
    ['!Join ["-", [a, !Ref Stage, 1]]', 'a-prod-1'],
    ['!Join ["", !Ref Zones]', 'xy'],
    ['!Select [1, !Ref Zones]', 'y'],
    ['!Select ["0", !Split [",", "a,b"]]', 'a'],
    ['!Split ["-", !Sub "${Stage}-x"]', ['prod', 'x']],
    ['!FindInMap [Sizes, !Ref Stage, Memory]', 512],
    ['!FindInMap [Sizes, other, Memory, { DefaultValue: 1 }]', 1],
    ['!Base64 hello', 'aGVsbG8='],
    ['!ImportValue shared', 'value'],
    ['!GetAZs ""', ['us-east-1a', 'us-east-1b', 'us-east-1c']],
    ['!If [Prod, a, b]', 'a'],
    ['!If [Test, a, !Ref "AWS::NoValue"]', undefined],
    ['[a, !If [Test, b, !Ref "AWS::NoValue"]]', ['a']],
    ['{ a: !Ref "AWS::NoValue", b: 1 }', { b: 1 }],
    ['{ "Fn::Length": !Ref Zones }', 2],
    ['{ "Fn::ToJsonString": { a: !Ref Stage } }', '{"a":"prod"}'],
    ['{ Condition: { StringEquals: x } }', { Condition: { StringEquals: 'x' } }],
    ['{ "Fn::Unknown": a }', { 'Fn::Unknown': 'a' }],
  ])('%s', (text, value) => {
    expect(resolve(parsed(text), scope)).toEqual(value);
  });

  it.each<[string, string]>([
    ['!Ref Nothing', 'Template error: unresolved resource dependency: Nothing'],
    ['!GetAtt Queue.Url', 'Template error: resource Queue does not support attribute type Url in Fn::GetAtt'],
    ['!Select [2, !Ref Zones]', 'Template error: Fn::Select cannot select nonexistent value at index 2'],
    [
      '!Select [a, !Ref Zones]',
      'Template error: Fn::Select requires a list argument with a valid index value as its first element',
    ],
    ['!Join ["-", !Ref Stage]', 'Template error: every Fn::Join object requires two parameters'],
    ['!FindInMap [Sizes, dev, Memory]', 'Template error: Unable to get mapping for Sizes::dev::Memory'],
    [
      '!FindInMap [Other, dev, Memory]',
      "Template error: Mapping named 'Other' is not present in the 'Mappings' section of template.",
    ],
    ['!Sub "${Zones}"', 'Template error: Fn::Sub expression does not resolve to a string: Zones'],
    ['!ImportValue other', 'No export named other found.'],
    ['!Split [",", !Ref Zones]', 'Template error: every Fn::Split object requires two parameters'],
    ['!Base64 { a: b }', 'Template error: every Fn::Base64 object must have a String-typed value.'],
    ['{ "Fn::Length": { Ref: Stage } }', 'Template error: Fn::Length requires a list as its argument'],
  ])('%s is refused', (text, message) => {
    expect(() => resolve(parsed(text), scope)).toThrow(message);
  });
});

describe('conditions', () => {
  const conditions = (text: string): JsonObject =>
    readTemplate(`Conditions: ${text}\nResources: { Q: { Type: AWS::SQS::Queue } }`).conditions;
  it.each<[string, Record<string, boolean>]>([
    ['{ A: !Equals [!Ref Stage, prod], B: !Not [!Condition A] }', { A: true, B: false }],
    ['{ B: !Or [!Condition A, !Equals [1, 2]], A: !Equals [1, "1"] }', { A: true, B: true }],
    ['{ A: !And [!Equals [a, a], !Equals [a, b]] }', { A: false }],
    ['{ A: !Equals [true, "true"] }', { A: true }],
  ])('%s', (text, truth) => {
    expect(evaluateConditions(conditions(text), scope)).toEqual(truth);
  });

  it('does not go in circles', () => {
    const text = '{ A: !Not [!Condition B], B: !Not [!Condition A] }';
    expect(() => evaluateConditions(conditions(text), scope)).toThrow('circular condition dependency');
  });
});
