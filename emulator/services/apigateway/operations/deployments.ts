import type {
  CreateDeploymentCommandInput,
  DeleteDeploymentCommandInput,
  GetDeploymentCommandInput,
  GetDeploymentsCommandInput,
  UpdateDeploymentCommandInput,
} from '@aws-sdk/client-apigatewayv2';
import type { Api, Deployment, Stage } from '../api.ts';
import { badRequest, notFound } from '../errors.ts';
import { type ApiGatewayOperation, permission } from '../operation.ts';
import { pageOf, shownDeployment } from '../present.ts';
import { apiOf, deploymentOf, saveApi } from '../state.ts';

const pathOf = ({
  ApiId,
  DeploymentId,
}: {
  readonly ApiId?: string | undefined;
  readonly DeploymentId?: string | undefined;
}) => `/apis/${ApiId}/deployments${DeploymentId === undefined ? '' : `/${DeploymentId}`}`;

function requireDeployment(api: Api, id: string | undefined): Deployment {
  const deployment = api.deployments[id ?? ''];
  if (!deployment) throw notFound('Invalid Deployment identifier specified');
  return deployment;
}

const served = (api: Api, name: string, DeploymentId: string, updated: number): Record<string, Stage> => {
  const stage = api.stages[name];
  if (!stage) throw notFound('Invalid stage identifier specified');
  if (stage.AutoDeploy) throw badRequest('Cannot deploy to a stage with AutoDeploy enabled');
  return { [name]: { ...stage, DeploymentId, updated } };
};

export const createDeployment: ApiGatewayOperation<CreateDeploymentCommandInput> = {
  ...permission('POST', pathOf),
  handle(state, { ApiId, Description, StageName }, context) {
    const api = apiOf(state, ApiId, context);
    if (Object.keys(api.routes).length === 0) {
      throw badRequest('At least one route is required before deploying the Api.');
    }
    const deployment = deploymentOf(state, api, false, Description);
    const { DeploymentId } = deployment;
    const stages = StageName === undefined ? {} : served(api, StageName, DeploymentId, context.now);
    saveApi(state, {
      ...api,
      deployments: { ...api.deployments, [DeploymentId]: deployment },
      stages: { ...api.stages, ...stages },
    });
    return shownDeployment(deployment);
  },
};

export const getDeployment: ApiGatewayOperation<GetDeploymentCommandInput> = {
  ...permission('GET', pathOf),
  handle: (state, { ApiId, DeploymentId }, context) =>
    shownDeployment(requireDeployment(apiOf(state, ApiId, context), DeploymentId)),
};

export const getDeployments: ApiGatewayOperation<GetDeploymentsCommandInput> = {
  ...permission('GET', pathOf),
  handle: (state, input, context) =>
    pageOf(Object.values(apiOf(state, input.ApiId, context).deployments).map(shownDeployment), input),
};

export const updateDeployment: ApiGatewayOperation<UpdateDeploymentCommandInput> = {
  ...permission('PATCH', pathOf),
  handle(state, { ApiId, DeploymentId, Description }, context) {
    const api = apiOf(state, ApiId, context);
    const before = requireDeployment(api, DeploymentId);
    const deployment = { ...before, Description: Description ?? before.Description };
    saveApi(state, { ...api, deployments: { ...api.deployments, [before.DeploymentId]: deployment } });
    return shownDeployment(deployment);
  },
};

export const deleteDeployment: ApiGatewayOperation<DeleteDeploymentCommandInput> = {
  ...permission('DELETE', pathOf),
  handle(state, { ApiId, DeploymentId }, context) {
    const api = apiOf(state, ApiId, context);
    const { DeploymentId: id } = requireDeployment(api, DeploymentId);
    if (Object.values(api.stages).some((stage) => stage.DeploymentId === id)) {
      throw badRequest('Active stages pointing to this deployment must be moved or deleted');
    }
    const { [id]: _gone, ...deployments } = api.deployments;
    saveApi(state, { ...api, deployments });
    return {};
  },
};
