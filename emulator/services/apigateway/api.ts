import type {
  AccessLogSettings,
  AuthorizationType,
  AuthorizerType,
  Cors,
  IntegrationType,
  RouteSettings,
} from '@aws-sdk/client-apigatewayv2';
import { type Place, placeKey } from '../../core/arn.ts';
import type { Instant } from '../../core/clock.ts';

export interface Route {
  readonly RouteId: string;
  /** `$default`, or a method and a path. */
  readonly RouteKey: string;
  readonly Target?: string | undefined;
  readonly AuthorizationType: AuthorizationType;
  readonly AuthorizerId?: string | undefined;
  readonly AuthorizationScopes?: readonly string[] | undefined;
  readonly OperationName?: string | undefined;
  readonly ApiKeyRequired: false;
}

export interface Integration {
  readonly IntegrationId: string;
  readonly IntegrationType: IntegrationType;
  readonly IntegrationUri: string;
  readonly IntegrationMethod: string;
  readonly ConnectionType: 'INTERNET';
  readonly CredentialsArn?: string | undefined;
  readonly Description?: string | undefined;
  readonly PayloadFormatVersion: '1.0' | '2.0';
  readonly TimeoutInMillis: number;
}

export interface Authorizer {
  readonly AuthorizerId: string;
  readonly AuthorizerType: AuthorizerType;
  readonly Name: string;
  readonly AuthorizerUri: string;
  readonly AuthorizerCredentialsArn?: string | undefined;
  readonly AuthorizerPayloadFormatVersion: '1.0' | '2.0';
  readonly AuthorizerResultTtlInSeconds: number;
  readonly EnableSimpleResponses: boolean;
  readonly IdentitySource: readonly string[];
}

/** What a stage serves: routes, integrations and authorizers as they were when it was deployed. */
export interface Snapshot {
  readonly routes: readonly Route[];
  readonly integrations: readonly Integration[];
  readonly authorizers: readonly Authorizer[];
}

export interface Deployment {
  readonly DeploymentId: string;
  readonly Description?: string | undefined;
  readonly AutoDeployed: boolean;
  readonly created: Instant;
  readonly snapshot: Snapshot;
}

export interface Stage {
  readonly StageName: string;
  readonly AutoDeploy: boolean;
  readonly DeploymentId?: string | undefined;
  readonly Description?: string | undefined;
  readonly AccessLogSettings?: AccessLogSettings | undefined;
  readonly DefaultRouteSettings: RouteSettings;
  readonly RouteSettings: Readonly<Record<string, RouteSettings>>;
  readonly StageVariables: Readonly<Record<string, string>>;
  readonly Tags: Readonly<Record<string, string>>;
  readonly created: Instant;
  readonly updated: Instant;
}

/** An HTTP API with everything below it; its place is that of its owner. */
export interface Api extends Place {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly version: string | undefined;
  readonly cors: Cors | undefined;
  readonly disableExecuteApiEndpoint: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly created: Instant;
  readonly routes: Readonly<Record<string, Route>>;
  readonly integrations: Readonly<Record<string, Integration>>;
  readonly authorizers: Readonly<Record<string, Authorizer>>;
  readonly stages: Readonly<Record<string, Stage>>;
  readonly deployments: Readonly<Record<string, Deployment>>;
}

export const apiKey = (place: Place, id: string): string => placeKey(place, id);
export const keyOfApi = (api: Api): string => apiKey(api, api.id);

/** Where the ARNs of the control plane name no account. */
export const apiArn = (region: string, path: string): string => `arn:aws:apigateway:${region}::${path}`;

/** What callers of an API are permitted on, and what a Lambda permission names as its source. */
export const invokeArn = (api: Place & { readonly id: string }, rest: string): string =>
  `arn:aws:execute-api:${api.region}:${api.accountId}:${api.id}/${rest}`;
