import type { ServiceId } from '../../../../../../../emulator/core/service.ts';

/** One resource type, as a test deploys it. */
export interface Row {
  readonly type: string;
  /** Resources it needs. */
  readonly beside?: object;
  readonly before: object;
  /** A change that leaves the physical resource; left out: nothing of it can be changed. */
  readonly after?: object;
  /** What Ref gives. */
  readonly ref: RegExp;
  /** What GetAtt gives, beside. */
  readonly attributes?: Readonly<Record<string, RegExp>>;
  /** A call that shows the change, with `physicalId` where the input says `$ref`. */
  readonly shows?: readonly [ServiceId, string, object, object];
}

/** Part of a generated name. */
export const S = '[\\w-]+';

export const att = (logicalId: string, attribute: string) => ({ 'Fn::GetAtt': [logicalId, attribute] });
export const ref = (logicalId: string) => ({ Ref: logicalId });
export const trust = (service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: `${service}.amazonaws.com` }, Action: 'sts:AssumeRole' }],
});
export const allow = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});
export const policy = (Action: string, Resource: unknown, Service = 'events.amazonaws.com') => ({
  Version: '2012-10-17',
  Statement: [{ Sid: 's', Effect: 'Allow', Principal: { Service }, Action, Resource }],
});
export const role = (service: string) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: trust(service),
    Policies: [{ PolicyName: 'all', PolicyDocument: allow('*') }],
  },
});
export const handler = 'exports.handler = async (event) => event;';
export const lambda = (more: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { ZipFile: handler },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: att('Role', 'Arn'),
    ...more,
  },
});
export const fn = { Role: role('lambda'), Function: lambda() };
export const queue = { Queue: { Type: 'AWS::SQS::Queue' } };
export const bus = { Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'orders' } } };
export const api = { Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } } };
export const group = { Group: { Type: 'AWS::Logs::LogGroup' } };
export const pass = (end: object = { End: true }) => ({ StartAt: 'A', States: { A: { Type: 'Pass', ...end } } });
