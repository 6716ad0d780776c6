import { evaluate, type MissingData } from '../../../../../../emulator/services/cloudwatch/alarms/evaluate.ts';

/** `X` breaches, `0` does not, `-` is missing; oldest first, as AWS's tables have them. */
const verdict = (points: string, toAlarm: number, missing: MissingData) =>
  evaluate(
    points
      .split(' ')
      .toReversed()
      .map((point) => (point === '-' ? undefined : point === 'X' ? 1 : 0)),
    { periods: 3, toAlarm, missing, breaches: (value) => value > 0 },
  ).value ?? 'stays';

const TREATMENTS: readonly MissingData[] = ['missing', 'ignore', 'breaching', 'notBreaching'];

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html */
it.each<[string, number, string, string, string, string]>([
  ['0 - X - X', 3, 'OK', 'OK', 'OK', 'OK'],
  ['- - - - 0', 3, 'OK', 'OK', 'OK', 'OK'],
  ['- - - - -', 3, 'INSUFFICIENT_DATA', 'stays', 'ALARM', 'OK'],
  ['0 X X - X', 3, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['- - X - -', 3, 'ALARM', 'stays', 'ALARM', 'OK'],
  ['0 - X - X', 2, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0 0 X 0 X', 2, 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0 - X - -', 2, 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - - 0', 2, 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - - X', 2, 'ALARM', 'stays', 'ALARM', 'OK'],
])('%s with %i of 3', (points, toAlarm, ...wanted) => {
  expect(TREATMENTS.map((missing) => verdict(points, toAlarm, missing))).toEqual(wanted);
});
