import { AwsError } from '../../core/aws-error.ts';

/** What runs here, all of it on the emulator's own Node. */
const RUNNABLE: ReadonlySet<string> = new Set(['nodejs18.x', 'nodejs20.x', 'nodejs22.x', 'nodejs24.x']);

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html#runtime-support-policy */
const RETIRED: ReadonlySet<string> = new Set([
  'nodejs',
  'nodejs4.3',
  'nodejs4.3-edge',
  'nodejs6.10',
  'nodejs8.10',
  'nodejs10.x',
  'nodejs12.x',
  'nodejs14.x',
  'python2.7',
  'python3.6',
  'python3.7',
  'dotnetcore1.0',
  'dotnetcore2.0',
  'dotnetcore2.1',
  'dotnetcore3.1',
  'ruby2.5',
  'ruby2.7',
  'go1.x',
  'java8',
  'provided',
]);

/** @throws AwsError `InvalidParameterValueException` for a runtime that AWS has retired */
export function checkRuntime(runtime: string): void {
  if (!RETIRED.has(runtime)) return;
  throw new AwsError(
    'InvalidParameterValueException',
    `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`,
  );
}

/** @throws AwsError `InvalidRuntimeException` where the function could run on AWS, but not here */
export function checkRunnable(runtime: string): void {
  if (RUNNABLE.has(runtime)) return;
  throw new AwsError(
    'InvalidRuntimeException',
    `The runtime ${runtime} cannot be run on this endpoint: only Node.js functions can. Use one of ${[...RUNNABLE].join(', ')}.`,
  );
}
