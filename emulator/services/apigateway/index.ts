import type { Service, ServiceDeps } from '../../core/service.ts';
import type { Store } from '../../store/store.ts';
import type { IdentifyRequest } from './invoke/authorize.ts';
import { createEdge } from './invoke/edge.ts';
import * as apis from './operations/apis.ts';
import * as authorizers from './operations/authorizers.ts';
import * as deployments from './operations/deployments.ts';
import * as integrations from './operations/integrations.ts';
import { invokeRoute } from './operations/invoke-route.ts';
import * as routes from './operations/routes.ts';
import * as stages from './operations/stages.ts';
import * as tags from './operations/tags.ts';
import { type ApiGatewayState, createState } from './state.ts';

/** Amazon API Gateway: HTTP APIs (version 2) with Lambda integrations. @param identify who signed a request to an API */
export function createApiGateway(deps: ServiceDeps<Store>, identify: IdentifyRequest): Service<ApiGatewayState> {
  const state = createState(deps);
  return {
    id: 'apigateway',
    state,
    operations: {
      CreateApi: apis.createApi,
      CreateAuthorizer: authorizers.createAuthorizer,
      CreateDeployment: deployments.createDeployment,
      CreateIntegration: integrations.createIntegration,
      CreateRoute: routes.createRoute,
      CreateStage: stages.createStage,
      DeleteAccessLogSettings: stages.deleteAccessLogSettings,
      DeleteApi: apis.deleteApi,
      DeleteAuthorizer: authorizers.deleteAuthorizer,
      DeleteCorsConfiguration: apis.deleteCorsConfiguration,
      DeleteDeployment: deployments.deleteDeployment,
      DeleteIntegration: integrations.deleteIntegration,
      DeleteRoute: routes.deleteRoute,
      DeleteRouteSettings: stages.deleteRouteSettings,
      DeleteStage: stages.deleteStage,
      GetApi: apis.getApi,
      GetApis: apis.getApis,
      GetAuthorizer: authorizers.getAuthorizer,
      GetAuthorizers: authorizers.getAuthorizers,
      GetDeployment: deployments.getDeployment,
      GetDeployments: deployments.getDeployments,
      GetIntegration: integrations.getIntegration,
      GetIntegrations: integrations.getIntegrations,
      GetRoute: routes.getRoute,
      GetRoutes: routes.getRoutes,
      GetStage: stages.getStage,
      GetStages: stages.getStages,
      GetTags: tags.getTags,
      InvokeRoute: invokeRoute,
      TagResource: tags.tagResource,
      UntagResource: tags.untagResource,
      UpdateApi: apis.updateApi,
      UpdateAuthorizer: authorizers.updateAuthorizer,
      UpdateDeployment: deployments.updateDeployment,
      UpdateIntegration: integrations.updateIntegration,
      UpdateRoute: routes.updateRoute,
      UpdateStage: stages.updateStage,
    },
    edge: createEdge(state, identify),
  };
}
