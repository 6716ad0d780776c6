import { DefinitionError, parseDefinition, validate } from '../../../../../emulator/asl/index.ts';
import { machine, TASK } from './support.ts';

describe('warnings', () => {
  const warnings = (state: object): string[] =>
    validate(JSON.stringify(machine({ S: state })))
      .filter(({ severity }) => severity === 'WARNING')
      .map(({ code, location }) => `${code} at ${location}`);
  it.each<[object, string[]]>([
    [
      { ...TASK, Parameters: { a: '$.b', c: { d: 'States.UUID()' } } },
      ['NO_DOLLAR at /States/S/Parameters/a', 'NO_DOLLAR at /States/S/Parameters/c/d'],
    ],
    [{ Type: 'Pass', Result: { a: '$.b' }, End: true }, ['PASS_RESULT_IS_STATIC at /States/S/Result']],
    [{ Type: 'Pass', Result: { 'a.$': 'x' }, End: true }, ['PASS_RESULT_IS_STATIC at /States/S/Result']],
    [{ Type: 'Fail', Cause: '$.cause' }, ['NO_PATH at /States/S/Cause']],
    [{ ...TASK, Parameters: { price: '$5', 'a.$': '$.b' } }, []],
    [{ Type: 'Pass', QueryLanguage: 'JSONata', Output: { a: '$.b' }, End: true }, []],
  ])('%j', (state, expected) => {
    expect(warnings(state)).toEqual(expected);
    expect(() => parseDefinition(JSON.stringify(machine({ S: state })))).not.toThrow(DefinitionError);
  });
});
