import { redriveName } from '../../../../lib/dead-letters/redrive-name.ts';

const [NOON, ONE] = [new Date('2026-11-23T12:00:00Z'), new Date('2026-11-23T13:00:00Z')];
const RULE = 'arn:aws:events:us-east-1:000000000000:rule/trestle-local/a';

test.each([
  ['another rule', `${RULE}b`, NOON, ONE, 1],
  ['another beginning', RULE, new Date(NOON.getTime() + 1), ONE, 1],
  ['another end', RULE, NOON, NOON, 1],
  ['another time', RULE, NOON, ONE, 2],
])('%s has another name', (_name, rule, from, to, now) => {
  expect(redriveName(rule, from, to, now)).not.toBe(redriveName(RULE, NOON, ONE, 1));
});

test('the name is one that EventBridge and Step Functions take', () => {
  expect(redriveName(RULE, NOON, ONE, Date.now())).toMatch(/^[A-Za-z0-9._-]{1,64}$/);
});
