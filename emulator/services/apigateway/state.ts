import type { RequestContext, ServiceDeps } from '../../core/service.ts';
import type { Collection, Store } from '../../store/store.ts';
import { type Api, apiKey, type Deployment, keyOfApi, type Snapshot } from './api.ts';
import { notFound } from './errors.ts';

export interface ApiGatewayState {
  readonly deps: ServiceDeps<Store>;
  readonly apis: Collection<Api>;
}

export const createState = (deps: ServiceDeps<Store>): ApiGatewayState => ({
  deps,
  apis: deps.store.collection('apigateway.apis'),
});

const ID_ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Ids of APIs have ten characters, those of what is in them seven or more. */
export const newId = ({ deps }: ApiGatewayState, length = 7): string => deps.ids.text(length, ID_ALPHABET);

/** @throws AwsError `NotFoundException` */
export function apiOf({ apis }: ApiGatewayState, id: string | undefined, context: RequestContext): Api {
  const api = apis.get(apiKey(context, id ?? ''));
  if (!api) throw notFound(`Invalid API identifier specified ${context.accountId}:${id}`);
  return api;
}

const snapshotOf = ({ routes, integrations, authorizers }: Api): Snapshot => ({
  routes: Object.values(routes),
  integrations: Object.values(integrations),
  authorizers: Object.values(authorizers),
});

/** A deployment of what an API is now. */
export const deploymentOf = (state: ApiGatewayState, api: Api, auto: boolean, description?: string): Deployment => ({
  DeploymentId: newId(state, 6),
  Description: description,
  AutoDeployed: auto,
  created: state.deps.clock.now(),
  snapshot: snapshotOf(api),
});

export const saveApi = ({ apis }: ApiGatewayState, api: Api): void => apis.put(keyOfApi(api), api);

/**
 * Stores an API whose routes, integrations, authorizers or stages have changed: stages that deploy by
 * themselves are deployed.
 */
export function saveAndDeploy(state: ApiGatewayState, api: Api): Api {
  const automatic = Object.values(api.stages).filter(({ AutoDeploy }) => AutoDeploy);
  if (automatic.length === 0) {
    saveApi(state, api);
    return api;
  }
  const deployment = deploymentOf(
    state,
    api,
    true,
    'Automatic deployment triggered by changes to the Api configuration',
  );
  const stages = Object.fromEntries(
    automatic.map((stage) => [stage.StageName, { ...stage, DeploymentId: deployment.DeploymentId }]),
  );
  // Automatic deployments that no stage serves any more are of no use to anyone.
  const inUse = new Set(Object.values({ ...api.stages, ...stages }).map(({ DeploymentId }) => DeploymentId));
  const kept = Object.values(api.deployments).filter(
    ({ AutoDeployed, DeploymentId }) => !AutoDeployed || inUse.has(DeploymentId),
  );
  const deployed: Api = {
    ...api,
    stages: { ...api.stages, ...stages },
    deployments: Object.fromEntries([...kept, deployment].map((each) => [each.DeploymentId, each])),
  };
  saveApi(state, deployed);
  return deployed;
}
