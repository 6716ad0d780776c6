import { PolicyError, type PolicyKind, parsePolicy } from '../../../../emulator/iam/policy.ts';

const text = (statement: unknown, more: object = {}): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statement, ...more });
const identity = (more: object = {}): string =>
  text([{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*', ...more }]);
const trust = (principal: unknown, more: object = {}): string =>
  text([{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', ...more }]);
const LAMBDA = { Service: 'lambda.amazonaws.com' };
const SYNTAX = 'Syntax errors in policy.';
const RESOURCES = 'Policy statement must contain resources.';
const SID =
  'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*';

it.each<[string, PolicyKind, string, string]>([
  ['no JSON', 'identity', '{', SYNTAX],
  ['a list', 'identity', '[]', SYNTAX],
  ['no statement', 'identity', '{"Version":"2012-10-17"}', SYNTAX],
  ['an empty list of statements', 'identity', text([]), SYNTAX],
  ['an unknown version', 'identity', text([], { Version: '2020-01-01' }), SYNTAX],
  ['an unknown member', 'identity', identity({ Actions: 'sqs:*' }), SYNTAX],
  ['an effect in lower case', 'identity', identity({ Effect: 'allow' }), SYNTAX],
  ['no effect', 'identity', identity({ Effect: undefined }), 'Missing required field Effect cannot be empty!'],
  ['no action', 'identity', identity({ Action: undefined }), 'Missing required field Action cannot be empty!'],
  ['no actions in the list', 'identity', identity({ Action: [] }), 'Policy statement must contain actions.'],
  ['no resource', 'identity', identity({ Resource: undefined }), RESOURCES],
  ['no resources in the list', 'identity', identity({ Resource: [] }), RESOURCES],
  ['a resource that is no ARN', 'identity', identity({ Resource: 'q' }), 'Resource q must be in ARN format or "*".'],
  [
    'half an ARN',
    'identity',
    identity({ Resource: 'arn:aws:sqs' }),
    'Resource arn:aws:sqs must be in ARN format or "*".',
  ],
  [
    'an unknown partition',
    'identity',
    identity({ Resource: 'arn:foo:sqs:us-east-1:000000000000:q' }),
    'Partition "foo" is not valid for resource "arn:foo:sqs:us-east-1:000000000000:q".',
  ],
  ['a principal', 'identity', identity({ Principal: '*' }), 'Policy document should not specify a principal.'],
  ['a Sid with a hyphen', 'identity', identity({ Sid: 'a-b' }), SID],
  ['a Sid with a space', 'trust', trust(LAMBDA, { Sid: 'a b' }), SID],
  ['an unknown operator', 'identity', identity({ Condition: { StringEqual: { 'aws:x': 'y' } } }), SYNTAX],
  ['an operator of objects', 'identity', identity({ Condition: { toString: { 'aws:x': 'y' } } }), SYNTAX],
  ['a key without an operator', 'identity', identity({ Condition: { 'aws:x': 'y' } }), SYNTAX],
  ['NullIfExists', 'identity', identity({ Condition: { NullIfExists: { 'aws:x': 'true' } } }), SYNTAX],
  ['an unknown set operator', 'resource', trust('*', { Condition: { 'ForSome:StringLike': { k: 'v' } } }), SYNTAX],
  ['an empty principal', 'trust', trust({}), 'Missing required field Principal cannot be empty!'],
  ['no principal', 'trust', trust(undefined), 'Missing required field Principal cannot be empty!'],
  ['a principal that is no ARN', 'trust', trust({ AWS: 'me' }), 'Invalid principal in policy: "AWS":"me"'],
  [
    'a principal of no account',
    'resource',
    trust({ AWS: 'arn:aws:iam::1234:root' }),
    'Invalid principal in policy: "AWS":"arn:aws:iam::1234:root"',
  ],
  [
    'a service by half its name',
    'trust',
    trust({ Service: 'lambda' }),
    'Invalid principal in policy: "SERVICE":"lambda"',
  ],
  ['a resource of a trust policy', 'trust', trust(LAMBDA, { Resource: '*' }), 'Has prohibited field Resource'],
  [
    'another action than those of STS',
    'trust',
    trust(LAMBDA, { Action: 'lambda:InvokeFunction' }),
    'AssumeRole policy may only specify STS AssumeRole actions.',
  ],
])('refuses %s', (_name, kind, document, message) => {
  expect(() => parsePolicy(document, kind)).toThrow(new PolicyError(message));
});

it.each<[string, PolicyKind, string]>([
  ['every resource', 'identity', identity()],
  [
    'an ARN with wildcards',
    'identity',
    identity({ Resource: ['arn:aws:s3:::b/*', 'arn:*:sqs:*:*:q', 'arn:aws:s3:*'] }),
  ],
  ['set operators and IfExists', 'identity', identity({ Condition: { 'ForAnyValue:StringLikeIfExists': { k: 'v' } } })],
  ['Null', 'identity', identity({ Condition: { Null: { 'aws:x': true } } })],
  [
    'principals of every kind',
    'trust',
    trust({
      AWS: [
        '123456789012',
        'arn:aws:iam::123456789012:root',
        'arn:aws:iam::123456789012:role/path/r',
        'AROAEXAMPLEEXAMPLE12',
      ],
      Service: ['lambda.amazonaws.com', 'logs.us-east-1.amazonaws.com', 'apidestinations.events.amazonaws.com'],
    }),
  ],
  ['a Sid of any kind in a resource’s policy', 'resource', trust('*', { Sid: 'a b-c' })],
  ['tags of a session', 'trust', trust(LAMBDA, { Action: ['sts:AssumeRole', 'sts:TagSession'] })],
])('takes %s', (_name, kind, document) => {
  expect(parsePolicy(document, kind).statements).toHaveLength(1);
});
