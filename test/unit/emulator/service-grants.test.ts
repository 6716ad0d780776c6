import { serviceCaller } from '../../../emulator/core/caller.ts';
import { parsePolicy } from '../../../emulator/iam/policy.ts';
import { createServiceGrants } from '../../../emulator/service-grants.ts';

const RULE = 'arn:aws:events:us-east-1:000000000000:rule/r';
const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:q';
const caller = serviceCaller('events.amazonaws.com', '000000000000', RULE);
const policyOf = (Condition: object): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: QUEUE,
        Condition,
      },
    ],
  });
const SOURCE = policyOf({ ArnEquals: { 'aws:SourceArn': RULE } });

it.each([
  ['no condition', policyOf({}), true],
  ['the source', SOURCE, true],
  ['the account', policyOf({ StringEquals: { 'AWS:SourceAccount': '000000000000' } }), true],
  ['the time', policyOf({ DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } }), false],
  ['the time in seconds', policyOf({ NumericLessThan: { 'aws:EpochTime': '1' } }), false],
  ['the address', policyOf({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }), false],
  ['the region', policyOf({ StringEquals: { 'aws:RequestedRegion': 'us-east-1' } }), false],
  [
    'the source and the time',
    policyOf({ ArnEquals: { 'aws:SourceArn': RULE }, DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } }),
    false,
  ],
  ['a variable', policyOf({ StringEquals: { 'aws:SourceArn': ['$', '{aws:CurrentTime}'].join('') } }), false],
])('what hangs on %s', (_name, policy, remembered) => {
  const grants = createServiceGrants();
  grants.add(caller, 'sqs:SendMessage', QUEUE, policy, parsePolicy(policy, 'resource'));
  expect(grants.has(caller, 'sqs:SendMessage', QUEUE, policy)).toBe(remembered);
});

it.each([
  ['another rule', serviceCaller('events.amazonaws.com', '000000000000', `${RULE}2`), 'sqs:SendMessage', QUEUE, SOURCE],
  ['another service', serviceCaller('sns.amazonaws.com', '000000000000', RULE), 'sqs:SendMessage', QUEUE, SOURCE],
  ['another account', serviceCaller('events.amazonaws.com', '111111111111', RULE), 'sqs:SendMessage', QUEUE, SOURCE],
  ['no rule', serviceCaller('events.amazonaws.com', '000000000000'), 'sqs:SendMessage', QUEUE, SOURCE],
  ['another action', caller, 'sqs:ReceiveMessage', QUEUE, SOURCE],
  ['another queue', caller, 'sqs:SendMessage', `${QUEUE}2`, SOURCE],
  ['a policy that has changed', caller, 'sqs:SendMessage', QUEUE, policyOf({})],
])('is not what is granted to %s', (_name, ...asked) => {
  const grants = createServiceGrants();
  grants.add(caller, 'sqs:SendMessage', QUEUE, SOURCE, parsePolicy(SOURCE, 'resource'));
  expect(grants.has(...asked)).toBe(false);
});
