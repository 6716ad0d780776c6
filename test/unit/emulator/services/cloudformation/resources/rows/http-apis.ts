// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Fn::Sub texts
import { api, att, fn, type Row, ref } from './parts.ts';

const uri = 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${Function.Arn}/invocations';
const authorizing = {
  AuthorizerUri: { 'Fn::Sub': uri },
  AuthorizerPayloadFormatVersion: '2.0',
  EnableSimpleResponses: true,
  IdentitySource: ['$request.header.Authorization'],
};

export const httpApisRows: readonly Row[] = [
  {
    type: 'AWS::ApiGatewayV2::Api',
    before: { Name: 'a', ProtocolType: 'HTTP', CorsConfiguration: { AllowOrigins: ['*'] } },
    after: { Name: 'b', ProtocolType: 'HTTP', Tags: { a: 'b' } },
    ref: /^[a-z0-9]{10}$/,
    attributes: { ApiEndpoint: /^https?:\/\// },
    shows: ['apigateway', 'GetApi', { ApiId: '$ref' }, { Name: 'b', Tags: { a: 'b' } }],
  },
  {
    type: 'AWS::ApiGatewayV2::Stage',
    beside: api,
    before: { ApiId: ref('Api'), StageName: '$default', AutoDeploy: true },
    after: { ApiId: ref('Api'), StageName: '$default', AutoDeploy: true, Description: 'd', StageVariables: { a: 'b' } },
    ref: /^\$default$/,
  },
  {
    type: 'AWS::ApiGatewayV2::Integration',
    beside: { ...api, ...fn },
    before: {
      ApiId: ref('Api'),
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: att('Function', 'Arn'),
      PayloadFormatVersion: '2.0',
    },
    after: {
      ApiId: ref('Api'),
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: att('Function', 'Arn'),
      PayloadFormatVersion: '1.0',
    },
    ref: /^[a-z0-9]+$/,
  },
  {
    type: 'AWS::ApiGatewayV2::Route',
    beside: {
      ...api,
      ...fn,
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          ApiId: ref('Api'),
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: att('Function', 'Arn'),
          PayloadFormatVersion: '2.0',
        },
      },
    },
    before: { ApiId: ref('Api'), RouteKey: 'GET /a', Target: { 'Fn::Sub': 'integrations/${Integration}' } },
    after: { ApiId: ref('Api'), RouteKey: 'GET /b', Target: { 'Fn::Sub': 'integrations/${Integration}' } },
    ref: /^[a-z0-9]+$/,
  },
  {
    type: 'AWS::ApiGatewayV2::Authorizer',
    beside: { ...api, ...fn },
    before: { ApiId: ref('Api'), AuthorizerType: 'REQUEST', Name: 'a', ...authorizing },
    after: { ApiId: ref('Api'), AuthorizerType: 'REQUEST', Name: 'b', ...authorizing },
    ref: /^[a-z0-9]+$/,
  },
];
