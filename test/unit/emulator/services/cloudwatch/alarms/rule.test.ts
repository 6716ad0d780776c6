import { parseRule } from '../../../../../../emulator/services/cloudwatch/alarms/rule.ts';

const STATES: Readonly<Record<string, 'ALARM' | 'OK' | 'INSUFFICIENT_DATA'>> = {
  bad: 'ALARM',
  good: 'OK',
  new: 'INSUFFICIENT_DATA',
};

it.each<[string, boolean]>([
  ['ALARM(bad)', true],
  ['ALARM("good")', false],
  ["OK('good') AND INSUFFICIENT_DATA(new)", true],
  ['ALARM(good) OR ALARM(bad) AND ALARM(good)', false],
  ['(ALARM(good) OR ALARM(bad)) AND NOT ALARM(good)', true],
  ['NOT (ALARM(bad) OR FALSE)', false],
  ['TRUE', true],
  ['ALARM(nobody)', false],
])('%s', (rule, holds) => {
  expect(parseRule(rule).holds((name) => STATES[name])).toBe(holds);
});

it.each([
  '',
  'ALARM',
  'ALARM()',
  'alarm(bad)',
  'ALARM(bad) AND',
  'ALARM(bad) XOR ALARM(good)',
  '(ALARM(bad)',
  'ALARM(bad))',
])('refuses %j', (rule) => {
  expect(() => parseRule(rule)).toThrow('AlarmRule must not contain syntax errors');
});
