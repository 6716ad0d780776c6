import { END, errors, machine, SCHEMA } from './support.ts';

const inner = (Assign: object, name = 'I') => ({
  StartAt: name,
  States: { [name]: { Type: 'Pass', Assign, End: true } },
});
const map = (processor: object, more: object = {}) => ({ Type: 'Map', ItemProcessor: processor, Next: 'E', ...more });
const refused = (name: string, at: string): string =>
  `${SCHEMA}: Variable '${name}' is already assigned in an outer scope at ${at}`;

describe('a variable belongs to one scope', () => {
  it.each<[string, object, string[]]>([
    ['other names inside', { M: map(inner({ x: 1 }), { Assign: { y: 1 } }), E: END }, []],
    [
      'the same name in two branches',
      { P: { Type: 'Parallel', Branches: [inner({ x: 1 }), inner({ x: 2 }, 'J')], End: true } },
      [],
    ],
    [
      'the same name in two states',
      { A: { Type: 'Pass', Assign: { x: 1 }, Next: 'B' }, B: { Type: 'Pass', Assign: { x: 2 }, End: true } },
      [],
    ],
    [
      'the name of the Map itself',
      { M: map(inner({ x: 1 }), { Assign: { x: 1 } }), E: END },
      [refused('x', '/States/M/ItemProcessor/States/I/Assign')],
    ],
    [
      'a name that is assigned later',
      { M: map(inner({ 'x.$': '$' })), E: { Type: 'Pass', Assign: { x: 1 }, End: true } },
      [refused('x', '/States/M/ItemProcessor/States/I/Assign')],
    ],
    [
      'a name of a rule',
      {
        C: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'P', Assign: { x: 1 } }] },
        P: { Type: 'Parallel', Branches: [inner({ y: 1 }), inner({ x: 2 }, 'J')], End: true },
      },
      [refused('x', '/States/P/Branches[1]/States/J/Assign')],
    ],
    [
      'a name two scopes out, in a catcher',
      {
        P: {
          Type: 'Parallel',
          End: true,
          Assign: { x: 1 },
          Branches: [
            {
              StartAt: 'M',
              States: {
                M: {
                  Type: 'Map',
                  End: true,
                  Iterator: {
                    StartAt: 'T',
                    States: {
                      T: {
                        Type: 'Task',
                        Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f',
                        Catch: [{ ErrorEquals: ['A'], Next: 'F', Assign: { x: 1 } }],
                        End: true,
                      },
                      F: { Type: 'Fail' },
                    },
                  },
                },
              },
            },
          ],
        },
      },
      [refused('x', '/States/P/Branches[0]/States/M/Iterator/States/T/Catch[0]/Assign')],
    ],
  ])('%s', (_name, states, expected) => {
    expect(errors(machine(states))).toEqual(expected);
  });
});
