import { countCauses, type DeadLetter } from '../../../../lib/dead-letters/dead-letter.ts';
import { ruleWindows } from '../../../../lib/dead-letters/rule-windows.ts';

const letter = (time: string, rule = 'arn:rule/a', more: Partial<DeadLetter> = {}): DeadLetter => ({
  receiptHandle: time,
  body: JSON.stringify({ time, detail: {} }),
  attributes: {
    RULE_ARN: rule,
    TARGET_ARN: 'arn:target',
    ERROR_CODE: 'NO_PERMISSIONS',
    ERROR_MESSAGE: 'no',
    RETRY_ATTEMPTS: '0',
  },
  ...more,
});
const summary = (letters: readonly DeadLetter[]) => {
  const { windows, left } = ruleWindows(letters);
  return {
    windows: windows.map(({ ruleArn, from, to, letters: covered }) => [
      ruleArn,
      from.toISOString(),
      to.toISOString(),
      covered.length,
    ]),
    left: left.length,
  };
};

test('letters of one rule that are near to each other share a window', () => {
  const letters = ['12:00:50', '12:00:00', '12:05:00', '12:01:10'].map((time) => letter(`2026-11-23T${time}Z`));
  expect(summary(letters).windows).toEqual([
    ['arn:rule/a', '2026-11-23T12:00:00.000Z', '2026-11-23T12:01:10.000Z', 3],
    ['arn:rule/a', '2026-11-23T12:05:00.000Z', '2026-11-23T12:05:00.000Z', 1],
  ]);
});

test('each rule has windows of its own', () => {
  const letters = [letter('2026-11-23T12:00:00Z', 'arn:rule/b'), letter('2026-11-23T12:00:00Z', 'arn:rule/a')];
  expect(summary(letters).windows.map(([rule]) => rule)).toEqual(['arn:rule/a', 'arn:rule/b']);
});

test('a letter that a transformer made tells the time of the event within', () => {
  const body = JSON.stringify({ tenant: 't', event: { time: '2026-11-23T12:00:30Z' } });
  expect(summary([letter('2026-11-23T12:00:00Z'), letter('', 'arn:rule/a', { body })]).windows).toEqual([
    ['arn:rule/a', '2026-11-23T12:00:00.000Z', '2026-11-23T12:00:30.000Z', 2],
  ]);
});

test.each<[string, Partial<DeadLetter>]>([
  ['no rule', { attributes: {} }],
  ['a body that is not JSON', { body: 'x' }],
  ['a body that is no event', { body: '[]' }],
  ['no time', { body: '{}' }],
  ['a time that is none', { body: '{"time":"noon"}' }],
])('a letter with %s is left over', (_name, more) => {
  expect(summary([letter('2026-11-23T12:00:00Z'), letter('', 'arn:rule/a', more)])).toMatchObject({
    windows: [[expect.any(String), expect.any(String), expect.any(String), 1]],
    left: 1,
  });
});

test('causes are told once each, with how many have them', () => {
  const other = letter('x', 'arn:rule/a', {
    attributes: { ERROR_CODE: 'WEBHOOK_FAILED', ERROR_MESSAGE: 'It answered 500.', RETRY_ATTEMPTS: '10' },
  });
  const silent = letter('x', 'arn:rule/a', { attributes: {} });
  expect(countCauses([letter('x'), other, letter('y'), silent])).toEqual([
    { code: 'NO_PERMISSIONS', message: 'no', rule: 'arn:rule/a', target: 'arn:target', retries: 0, letters: 2 },
    { code: 'WEBHOOK_FAILED', message: 'It answered 500.', rule: '', target: '', retries: 10, letters: 1 },
    {
      code: 'GIVEN_UP',
      message: 'Its consumer gave it up; the log of the consumer tells why.',
      rule: '',
      target: '',
      retries: 0,
      letters: 1,
    },
  ]);
});
