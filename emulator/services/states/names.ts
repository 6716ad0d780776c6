import { AwsError } from '../../core/aws-error.ts';

// White space, brackets, wildcards, "special" and control characters, surrogates; see CreateStateMachine.
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}\u{FFFE}\u{FFFF}]/u;

/**
 * Names of state machines, executions and activities.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html
 * @throws AwsError `InvalidName`
 */
export function checkName(name: string): void {
  if (name.length === 0 || name.length > 80 || FORBIDDEN.test(name) || name === '.' || name === '..')
    throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
}
