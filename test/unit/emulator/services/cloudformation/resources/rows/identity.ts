// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Fn::Sub texts
import { allow, type Row, ref, role, S, trust } from './parts.ts';

export const identityRows: readonly Row[] = [
  {
    type: 'AWS::IAM::Role',
    before: {
      AssumeRolePolicyDocument: trust('lambda'),
      Policies: [{ PolicyName: 'a', PolicyDocument: allow('sqs:*') }],
    },
    after: {
      AssumeRolePolicyDocument: trust('states'),
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
      Policies: [{ PolicyName: 'b', PolicyDocument: allow('sns:*') }],
    },
    ref: new RegExp(`^${S}-It-\\w{12}$`),
    attributes: { Arn: /^arn:aws:iam::000000000000:role\//, RoleId: /^AROA/ },
    shows: ['iam', 'ListRolePolicies', { RoleName: '$ref' }, { PolicyNames: ['b'] }],
  },
  {
    type: 'AWS::IAM::ManagedPolicy',
    beside: { Role: role('lambda') },
    before: { PolicyDocument: allow('sqs:*') },
    after: { PolicyDocument: allow('sns:*'), Roles: [ref('Role')] },
    ref: /^arn:aws:iam::000000000000:policy\//,
    attributes: { PolicyArn: /^arn/ },
    shows: ['iam', 'GetPolicy', { PolicyArn: '$ref' }, { Policy: { DefaultVersionId: 'v2' } }],
  },
  {
    type: 'AWS::IAM::Policy',
    beside: { Role: role('lambda') },
    before: { PolicyName: 'p', PolicyDocument: allow('sqs:*'), Roles: [ref('Role')] },
    after: { PolicyName: 'q', PolicyDocument: allow('sqs:*'), Roles: [ref('Role')] },
    ref: new RegExp(`^${S}$`),
  },
  {
    type: 'AWS::IAM::RolePolicy',
    beside: { Role: role('lambda') },
    before: { PolicyName: 'p', RoleName: ref('Role'), PolicyDocument: allow('sqs:*') },
    after: { PolicyName: 'p', RoleName: ref('Role'), PolicyDocument: allow('sns:*') },
    ref: /^p\|/,
  },
];
