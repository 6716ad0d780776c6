import { parseDefinition } from '../../../../../emulator/asl/index.ts';
import { END, errors, MAP, machine, TASK } from './support.ts';

describe('transitions', () => {
  const to = (Next: string) => ({ Type: 'Pass', Next });
  const missing = (name: string, at: string): string =>
    `MISSING_TRANSITION_TARGET: Missing 'Next' target: ${name} at ${at}`;
  const unreached = (name: string, at: string): string =>
    `MISSING_TRANSITION_TARGET: State "${name}" is not reachable. at ${at}`;
  const NO_END = 'MISSING_END_STATE: Workflow has no terminal state';
  const choice = (fields: object) => ({
    Type: 'Choice',
    Choices: [{ Variable: '$.a', IsNull: true, Next: 'E' }],
    ...fields,
  });

  it.each<[string, object, string[]]>([
    [
      'StartAt leads nowhere',
      { StartAt: 'Not sure', States: { One: to('Done'), Done: END } },
      [missing('Not sure', '/StartAt'), unreached('One', '/States/One')],
    ],
    ['Next leads nowhere', machine({ A: to('NOPE') }), [missing('NOPE', '/States/A/Next'), NO_END]],
    [
      'nothing leads to a state',
      machine({ A: { Type: 'Pass', End: true }, B: { Type: 'Pass', End: true } }),
      [unreached('B', '/States/B')],
    ],
    [
      'both',
      machine({ pass1: to('pass3'), pass2: { Type: 'Pass', End: true } }),
      [missing('pass3', '/States/pass1/Next'), unreached('pass2', '/States/pass2')],
    ],
    ['a loop', machine({ A: to('B'), B: to('A') }), [NO_END]],
    ['a loop beside an unreached state', machine({ A: to('B'), B: to('A'), C: to('A') }), [NO_END]],
    [
      'a loop beside an unreached end',
      machine({ A: to('B'), B: to('A'), C: { Type: 'Pass', End: true } }),
      [unreached('C', '/States/C')],
    ],
    [
      'a rule leads nowhere',
      machine({ C: choice({ Choices: [{ Variable: '$.a', IsNull: true, Next: 'X' }], Default: 'E' }), E: END }),
      [missing('X', '/States/C/Choices[0]/Next')],
    ],
    ['a default leads nowhere', machine({ C: choice({ Default: 'X' }), E: END }), [missing('X', '/States/C/Default')]],
    [
      'a catcher leads nowhere',
      machine({ T: { ...TASK, Catch: [{ ErrorEquals: ['E'], Next: 'X' }] } }),
      [missing('X', '/States/T/Catch[0]/Next')],
    ],
    [
      'out of a branch',
      machine({ P: { Type: 'Parallel', Branches: [{ StartAt: 'I', States: { I: to('E') } }], Next: 'E' }, E: END }),
      [missing('E', '/States/P/Branches[0]/States/I/Next'), NO_END],
    ],
    [
      'into a processor',
      machine({ M: { ...MAP, End: undefined, Next: 'I' } }),
      [missing('I', '/States/M/Next'), NO_END],
    ],
    [
      'unreached inside',
      machine({ M: { ...MAP, ItemProcessor: { StartAt: 'I', States: { I: END, J: END } } } }),
      [unreached('J', '/States/M/ItemProcessor/States/J')],
    ],
    [
      'unreached in an iterator',
      machine({ M: { Type: 'Map', End: true, Iterator: { StartAt: 'I', States: { I: END, J: END } } } }),
      [unreached('J', '/States/M/Iterator/States/J')],
    ],
    [
      'a choice cannot end',
      machine({ C: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'C' }] } }),
      [NO_END],
    ],
  ])('%s', (_name, definition, expected) => {
    expect(errors(definition)).toEqual(expected);
  });

  it('CreateStateMachine writes null for a missing location', () => {
    expect(() => parseDefinition(JSON.stringify(machine({ A: to('NOPE') })))).toThrow(
      "Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: NOPE at /States/A/Next, MISSING_END_STATE: Workflow has no terminal state at null'",
    );
  });
});
