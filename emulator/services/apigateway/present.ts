import type { Api, Deployment, Stage } from './api.ts';
import type { ApiGatewayState } from './state.ts';

/**
 * An API as the control plane shows it. Its endpoint is an address of this process in place of
 * `https://<id>.execute-api.<region>.amazonaws.com`.
 */
export const shownApi = ({ deps }: ApiGatewayState, api: Api): object => ({
  ApiEndpoint: `${deps.endpoint()}/_aws/execute-api/${api.id}`,
  ApiId: api.id,
  ApiKeySelectionExpression: '$request.header.x-api-key',
  CorsConfiguration: api.cors,
  CreatedDate: new Date(api.created),
  Description: api.description,
  DisableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
  IpAddressType: 'ipv4',
  Name: api.name,
  ProtocolType: 'HTTP',
  RouteSelectionExpression: '$request.method $request.path',
  Tags: api.tags,
  Version: api.version,
});

export const shownStage = ({ created, updated, ...stage }: Stage): object => ({
  ...stage,
  ...(stage.AutoDeploy && stage.DeploymentId !== undefined
    ? { LastDeploymentStatusMessage: `Successfully deployed stage with deployment ID '${stage.DeploymentId}'` }
    : {}),
  CreatedDate: new Date(created),
  LastUpdatedDate: new Date(updated),
});

export const shownDeployment = ({ created, snapshot: _snapshot, ...deployment }: Deployment): object => ({
  ...deployment,
  CreatedDate: new Date(created),
  DeploymentStatus: 'DEPLOYED',
});

/** One page. The token is the number of items before it. */
export function pageOf<T>(
  items: readonly T[],
  { MaxResults, NextToken }: { readonly MaxResults?: string | undefined; readonly NextToken?: string | undefined },
): { readonly Items: readonly T[]; readonly NextToken?: string } {
  const start = Number(NextToken ?? 0) || 0;
  const end = start + (Number(MaxResults) || 1000);
  return { Items: items.slice(start, end), ...(end < items.length ? { NextToken: String(end) } : {}) };
}
