// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Fn::Sub texts
import { att, fn, handler, lambda, queue, type Row, ref, role, S } from './parts.ts';

export const lambdaRows: readonly Row[] = [
  {
    type: 'AWS::Lambda::Function',
    beside: { Role: role('lambda') },
    before: { ...lambda().Properties, MemorySize: 256, ReservedConcurrentExecutions: 3 },
    after: {
      ...lambda().Properties,
      Code: { ZipFile: `${handler} //` },
      Timeout: 9,
      Environment: { Variables: { STAGE: 'x' } },
    },
    ref: new RegExp(`^${S}-It-\\w{12}$`),
    attributes: { Arn: /^arn:aws:lambda:us-east-1:000000000000:function:/ },
    shows: [
      'lambda',
      'GetFunctionConfiguration',
      { FunctionName: '$ref' },
      { Timeout: 9, MemorySize: 128, Environment: { Variables: { STAGE: 'x' } } },
    ],
  },
  {
    type: 'AWS::Lambda::Version',
    beside: fn,
    before: { FunctionName: ref('Function') },
    ref: /^arn:aws:lambda:.*:1$/,
    attributes: { Version: /^1$/ },
  },
  {
    type: 'AWS::Lambda::Alias',
    beside: { ...fn, Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: ref('Function') } } },
    before: { FunctionName: ref('Function'), FunctionVersion: '$LATEST', Name: 'live' },
    after: { FunctionName: ref('Function'), FunctionVersion: att('Version', 'Version'), Name: 'live' },
    ref: /^arn:aws:lambda:.*:live$/,
  },
  {
    type: 'AWS::Lambda::Permission',
    beside: fn,
    before: { FunctionName: ref('Function'), Action: 'lambda:InvokeFunction', Principal: 'events.amazonaws.com' },
    ref: new RegExp(`^${S}-It-\\w{12}$`),
  },
  {
    type: 'AWS::Lambda::EventInvokeConfig',
    beside: { ...fn, ...queue },
    before: { FunctionName: ref('Function'), Qualifier: '$LATEST', MaximumRetryAttempts: 1 },
    after: {
      FunctionName: ref('Function'),
      Qualifier: '$LATEST',
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: att('Queue', 'Arn') } },
    },
    ref: /\|\$LATEST$/,
  },
  {
    type: 'AWS::Lambda::EventSourceMapping',
    beside: { ...fn, ...queue },
    before: { FunctionName: ref('Function'), EventSourceArn: att('Queue', 'Arn'), BatchSize: 5 },
    after: { FunctionName: ref('Function'), EventSourceArn: att('Queue', 'Arn'), BatchSize: 2 },
    ref: /^[0-9a-f-]{36}$/,
    shows: ['lambda', 'GetEventSourceMapping', { UUID: '$ref' }, { BatchSize: 2, State: 'Enabled' }],
  },
];
