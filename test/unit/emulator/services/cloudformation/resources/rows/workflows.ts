// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Fn::Sub texts
import { att, pass, type Row, role } from './parts.ts';

export const workflowsRows: readonly Row[] = [
  {
    type: 'AWS::StepFunctions::StateMachine',
    beside: { Role: role('states') },
    before: { RoleArn: att('Role', 'Arn'), Definition: pass() },
    after: {
      RoleArn: att('Role', 'Arn'),
      DefinitionString: JSON.stringify(pass({ Result: '${what}', End: true })),
      DefinitionSubstitutions: { what: 'new' },
    },
    ref: /^arn:aws:states:us-east-1:000000000000:stateMachine:/,
    attributes: { Name: /-It-/, StateMachineRevisionId: /./ },
    shows: [
      'states',
      'DescribeStateMachine',
      { stateMachineArn: '$ref' },
      { definition: JSON.stringify(pass({ Result: 'new', End: true })) },
    ],
  },
  {
    type: 'AWS::StepFunctions::Activity',
    before: { Name: 'act' },
    after: { Name: 'act', Tags: [{ Key: 'a', Value: 'b' }] },
    ref: /activity:act$/,
    attributes: { Name: /^act$/ },
  },
];
