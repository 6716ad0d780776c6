import { validate } from '../../../../../emulator/asl/index.ts';

export const SCHEMA = 'SCHEMA_VALIDATION_FAILED';
export const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:f';
export const END = { Type: 'Succeed' };
export const TASK = { Type: 'Task', Resource: ARN, End: true };
export const INNER = { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } };
export const DISTRIBUTED = { ...INNER, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
export const MAP = { Type: 'Map', ItemProcessor: INNER, End: true };

/** `CODE: message at location` of each error. */
export const errors = (definition: unknown, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): string[] =>
  validate(typeof definition === 'string' ? definition : JSON.stringify(definition), { type })
    .filter(({ severity }) => severity === 'ERROR')
    .map(({ code, message, location }) => `${code}: ${message}${location === undefined ? '' : ` at ${location}`}`);

/** A machine that starts at the first of the states. */
export const machine = (states: object, more: object = {}): object => ({
  StartAt: Object.keys(states)[0],
  States: states,
  ...more,
});

/** The errors of one state, at `~`, beside an end `E` if it leads there. */
export const ofState = (state: object, more: object = {}): string[] => {
  const leadsToE = /"(Next|Default)":"E"/.test(JSON.stringify(state));
  return errors(machine({ S: state, ...(leadsToE ? { E: END } : {}) }, more)).map((text) =>
    text.replace(`${SCHEMA}: `, '').replace('/States/S', '~'),
  );
};
