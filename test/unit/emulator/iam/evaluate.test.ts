import { administrator, type Caller, roleCaller, serviceCaller } from '../../../../emulator/core/caller.ts';
import { evaluate } from '../../../../emulator/iam/evaluate.ts';
import { parsePolicy } from '../../../../emulator/iam/policy.ts';

const HERE = '111111111111';
const THERE = '222222222222';
const RESOURCE = `arn:aws:sqs:us-east-1:${HERE}:q`;
const role = roleCaller(`arn:aws:iam::${HERE}:role/worker`, 'session');
const stranger = roleCaller(`arn:aws:iam::${THERE}:role/worker`, 'session');
const service = serviceCaller('sns.amazonaws.com', HERE, 'arn:aws:sns:us-east-1:111111111111:t');

const statement = (more: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Action: 'sqs:SendMessage', Resource: '*', ...more }] });
const identity = (Effect: string) => [parsePolicy(statement({ Effect }), 'identity')];
const allow = (Principal: unknown, more = {}) =>
  parsePolicy(statement({ Effect: 'Allow', Principal, ...more }), 'resource');
const deny = (Principal: unknown) => parsePolicy(statement({ Effect: 'Deny', Principal }), 'resource');

const decide = (
  caller: Caller,
  own: ReturnType<typeof identity>,
  resource?: ReturnType<typeof allow>,
  resourceDecides = false,
) =>
  evaluate(
    {
      caller,
      action: 'sqs:SendMessage',
      resource: RESOURCE,
      accountId: HERE,
      keys: { 'aws:sourcearn': service.sourceArn },
    },
    { identity: own, resource },
    { resourceDecides },
  );

const root = { AWS: `arn:aws:iam::${HERE}:root` };
const itself = { AWS: role.roleArn };

it.each<[string, ReturnType<typeof decide>, string]>([
  ['nothing', decide(role, []), 'implicit-deny'],
  ['an identity policy', decide(role, identity('Allow')), 'allow'],
  ['a resource policy that names the role', decide(role, [], allow(itself)), 'allow'],
  ['a resource policy for everybody', decide(role, [], allow('*')), 'allow'],
  ['a resource policy that names only the account', decide(role, [], allow(root)), 'implicit-deny'],
  [
    'a resource policy that names the account, with an identity policy',
    decide(role, identity('Allow'), allow(root)),
    'allow',
  ],
  ['a deny of the account', decide(role, identity('Allow'), deny(root)), 'explicit-deny'],
  ['a deny of everybody', decide(administrator(HERE), [], deny('*')), 'explicit-deny'],
  ['an identity that denies', decide(role, identity('Deny'), allow(itself)), 'explicit-deny'],
  ['another account with its own permission only', decide(stranger, identity('Allow')), 'implicit-deny'],
  ['another account with the resource policy only', decide(stranger, [], allow({ AWS: THERE })), 'implicit-deny'],
  ['another account with both', decide(stranger, identity('Allow'), allow({ AWS: THERE })), 'allow'],
  ['a service that is named', decide(service, [], allow({ Service: 'sns.amazonaws.com' })), 'allow'],
  ['a service that is not', decide(service, [], allow({ Service: 'events.amazonaws.com' })), 'implicit-deny'],
  [
    'a service for another source',
    decide(
      service,
      [],
      allow(
        { Service: 'sns.amazonaws.com' },
        { Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:us-east-1:111111111111:other' } } },
      ),
    ),
    'implicit-deny',
  ],
  [
    'a key that does not know the account',
    decide(role, identity('Allow'), allow({ AWS: THERE }), true),
    'implicit-deny',
  ],
  ['a key that leaves it to the account', decide(role, identity('Allow'), allow(root), true), 'allow'],
  ['a key that leaves it to an account which says nothing', decide(role, [], allow(root), true), 'implicit-deny'],
  ['a key that names the role', decide(role, [], allow(itself), true), 'allow'],
])('%s', (_name, decision, wanted) => {
  expect(decision).toBe(wanted);
});
