// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Fn::Sub texts
import { att, bus, queue, type Row, ref, S } from './parts.ts';

export const eventsRows: readonly Row[] = [
  {
    type: 'AWS::Events::EventBus',
    before: { Name: 'shop' },
    after: { Name: 'shop', Description: 'd', Tags: [{ Key: 'a', Value: 'b' }] },
    ref: /^shop$/,
    attributes: { Arn: /event-bus\/shop$/, Name: /^shop$/ },
    shows: ['events', 'DescribeEventBus', { Name: 'shop' }, { Description: 'd' }],
  },
  {
    type: 'AWS::Events::EventBusPolicy',
    beside: bus,
    before: {
      EventBusName: ref('Bus'),
      StatementId: 's1',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: '111122223333' },
        Action: 'events:PutEvents',
        Resource: att('Bus', 'Arn'),
      },
    },
    after: {
      EventBusName: ref('Bus'),
      StatementId: 's1',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: '444455556666' },
        Action: 'events:PutEvents',
        Resource: att('Bus', 'Arn'),
      },
    },
    ref: /^orders\|s1$/,
  },
  {
    type: 'AWS::Events::Rule',
    beside: { ...bus, ...queue },
    before: {
      EventBusName: ref('Bus'),
      EventPattern: { source: ['a'] },
      Targets: [{ Id: 'one', Arn: att('Queue', 'Arn') }],
    },
    after: {
      EventBusName: ref('Bus'),
      EventPattern: { source: ['b'] },
      State: 'DISABLED',
      Targets: [{ Id: 'two', Arn: att('Queue', 'Arn') }],
    },
    ref: new RegExp(`^orders\\|${S}-It-\\w{12}$`),
    attributes: { Arn: /rule\/orders\// },
  },
  {
    type: 'AWS::Events::Archive',
    beside: bus,
    before: { SourceArn: att('Bus', 'Arn'), ArchiveName: 'arc' },
    after: { SourceArn: att('Bus', 'Arn'), ArchiveName: 'arc', RetentionDays: 4, EventPattern: { source: ['a'] } },
    ref: /^arc$/,
    shows: [
      'events',
      'DescribeArchive',
      { ArchiveName: 'arc' },
      { RetentionDays: 4, EventPattern: '{"source":["a"]}' },
    ],
  },
  {
    type: 'AWS::Events::Connection',
    before: {
      AuthorizationType: 'API_KEY',
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'x', ApiKeyValue: 'one' } },
    },
    after: {
      AuthorizationType: 'API_KEY',
      Description: 'd',
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'x', ApiKeyValue: 'two' } },
    },
    ref: new RegExp(`^${S}-It-\\w{12}$`),
    attributes: { Arn: /connection\// },
    shows: ['events', 'DescribeConnection', { Name: '$ref' }, { Description: 'd', ConnectionState: 'AUTHORIZED' }],
  },
  {
    type: 'AWS::Events::ApiDestination',
    beside: {
      Connection: {
        Type: 'AWS::Events::Connection',
        Properties: {
          AuthorizationType: 'BASIC',
          AuthParameters: { BasicAuthParameters: { Username: 'u', Password: 'p' } },
        },
      },
    },
    before: {
      ConnectionArn: att('Connection', 'Arn'),
      InvocationEndpoint: 'https://example.com/a',
      HttpMethod: 'POST',
    },
    after: { ConnectionArn: att('Connection', 'Arn'), InvocationEndpoint: 'https://example.com/b', HttpMethod: 'PUT' },
    ref: new RegExp(`^${S}-It-\\w{12}$`),
    shows: [
      'events',
      'DescribeApiDestination',
      { Name: '$ref' },
      { InvocationEndpoint: 'https://example.com/b', HttpMethod: 'PUT' },
    ],
  },
];
