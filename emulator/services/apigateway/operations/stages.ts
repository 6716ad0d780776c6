import type {
  CreateStageCommandInput,
  DeleteAccessLogSettingsCommandInput,
  DeleteRouteSettingsCommandInput,
  DeleteStageCommandInput,
  GetStageCommandInput,
  GetStagesCommandInput,
  RouteSettings,
  UpdateStageCommandInput,
} from '@aws-sdk/client-apigatewayv2';
import { allowLogDelivery } from '../../../core/log-delivery.ts';
import type { RequestContext } from '../../../core/service.ts';
import { checkLogSettings } from '../access-log/settings.ts';
import type { Api, Stage } from '../api.ts';
import { badRequest, conflict, notFound } from '../errors.ts';
import { type ApiGatewayOperation, permission } from '../operation.ts';
import { pageOf, shownStage } from '../present.ts';
import { type ApiGatewayState, apiOf, deploymentOf, saveApi } from '../state.ts';

type Input = CreateStageCommandInput | UpdateStageCommandInput;

const pathOf = ({
  ApiId,
  StageName,
}: {
  readonly ApiId?: string | undefined;
  readonly StageName?: string | undefined;
}) => `/apis/${ApiId}/stages${StageName === undefined ? '' : `/${StageName}`}`;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html */
function checkSettings(settings: RouteSettings | undefined): void {
  if (settings?.DataTraceEnabled || (settings?.LoggingLevel ?? 'OFF') !== 'OFF') {
    throw badRequest('Execution logs are not supported on protocol type HTTP');
  }
}

function check(api: Api, input: Input): void {
  if (!/^(\$default|[\w-]{1,128})$/.test(input.StageName ?? '')) {
    throw badRequest('Stage name must be $default or consist of letters, digits, hyphens and underscores');
  }
  if (input.ClientCertificateId !== undefined) throw badRequest('ClientCertificateId is not supported for HTTP APIs');
  checkSettings(input.DefaultRouteSettings);
  const keys = new Set(Object.values(api.routes).map(({ RouteKey }) => RouteKey));
  for (const [key, settings] of Object.entries(input.RouteSettings ?? {})) {
    checkSettings(settings);
    if (!keys.has(key)) throw notFound(`Unable to find Route by key ${key} within the provided RouteSettings`);
  }
  if (input.DeploymentId !== undefined) {
    if (input.AutoDeploy) throw badRequest('Deployment ID cannot be set on stages with AutoDeploy enabled');
    if (!api.deployments[input.DeploymentId]) throw notFound('Invalid Deployment identifier specified');
  }
  checkLogSettings(input.AccessLogSettings);
}

function stageOf(api: Api, name: string | undefined): Stage {
  const stage = api.stages[name ?? ''];
  if (!stage) throw notFound('Invalid stage identifier specified');
  return stage;
}

/** Stores a stage; one that deploys by itself is deployed as the API is now. */
async function save(state: ApiGatewayState, api: Api, stage: Stage, context: RequestContext): Promise<object> {
  const group = stage.AccessLogSettings?.DestinationArn;
  if (group !== undefined) await allowLogDelivery(state.deps.aws, context.caller, group, context);
  const deployment =
    stage.AutoDeploy && stage.DeploymentId === undefined
      ? deploymentOf(state, api, true, 'Automatic deployment triggered by changes to the Api configuration')
      : undefined;
  const kept = deployment ? { ...stage, DeploymentId: deployment.DeploymentId } : stage;
  saveApi(state, {
    ...api,
    stages: { ...api.stages, [stage.StageName]: kept },
    ...(deployment ? { deployments: { ...api.deployments, [deployment.DeploymentId]: deployment } } : {}),
  });
  return shownStage(kept);
}

export const createStage: ApiGatewayOperation<CreateStageCommandInput> = {
  ...permission('POST', ({ ApiId }) => pathOf({ ApiId })),
  async handle(state, input, context) {
    const api = apiOf(state, input.ApiId, context);
    check(api, input);
    const StageName = input.StageName ?? '';
    if (api.stages[StageName]) throw conflict('Stage already exists');
    const stage: Stage = {
      StageName,
      AutoDeploy: input.AutoDeploy ?? false,
      DeploymentId: input.DeploymentId,
      Description: input.Description,
      AccessLogSettings: input.AccessLogSettings,
      DefaultRouteSettings: { DetailedMetricsEnabled: false, ...input.DefaultRouteSettings },
      RouteSettings: input.RouteSettings ?? {},
      StageVariables: input.StageVariables ?? {},
      Tags: input.Tags ?? {},
      created: context.now,
      updated: context.now,
    };
    return save(state, api, stage, context);
  },
};

export const updateStage: ApiGatewayOperation<UpdateStageCommandInput> = {
  ...permission('PATCH', pathOf),
  async handle(state, input, context) {
    const api = apiOf(state, input.ApiId, context);
    const before = stageOf(api, input.StageName);
    check(api, input);
    if (input.DeploymentId !== undefined && before.AutoDeploy && input.AutoDeploy !== false) {
      throw badRequest('Deployment ID cannot be set on stages with AutoDeploy enabled');
    }
    const stage: Stage = {
      ...before,
      AutoDeploy: input.AutoDeploy ?? before.AutoDeploy,
      DeploymentId: input.DeploymentId ?? before.DeploymentId,
      Description: input.Description ?? before.Description,
      AccessLogSettings: input.AccessLogSettings ?? before.AccessLogSettings,
      DefaultRouteSettings: { ...before.DefaultRouteSettings, ...input.DefaultRouteSettings },
      RouteSettings: { ...before.RouteSettings, ...input.RouteSettings },
      StageVariables: { ...before.StageVariables, ...input.StageVariables },
      updated: context.now,
    };
    return save(state, api, stage, context);
  },
};

export const getStage: ApiGatewayOperation<GetStageCommandInput> = {
  ...permission('GET', pathOf),
  handle: (state, { ApiId, StageName }, context) => shownStage(stageOf(apiOf(state, ApiId, context), StageName)),
};

export const getStages: ApiGatewayOperation<GetStagesCommandInput> = {
  ...permission('GET', pathOf),
  handle: (state, input, context) =>
    pageOf(Object.values(apiOf(state, input.ApiId, context).stages).map(shownStage), input),
};

export const deleteStage: ApiGatewayOperation<DeleteStageCommandInput> = {
  ...permission('DELETE', pathOf),
  handle(state, { ApiId, StageName }, context) {
    const api = apiOf(state, ApiId, context);
    const { [stageOf(api, StageName).StageName]: _gone, ...stages } = api.stages;
    saveApi(state, { ...api, stages });
    return {};
  },
};

export const deleteAccessLogSettings: ApiGatewayOperation<DeleteAccessLogSettingsCommandInput> = {
  ...permission('DELETE', (input) => `${pathOf(input)}/accesslogsettings`),
  handle(state, { ApiId, StageName }, context) {
    const api = apiOf(state, ApiId, context);
    const stage = { ...stageOf(api, StageName), AccessLogSettings: undefined, updated: context.now };
    saveApi(state, { ...api, stages: { ...api.stages, [stage.StageName]: stage } });
    return {};
  },
};

export const deleteRouteSettings: ApiGatewayOperation<DeleteRouteSettingsCommandInput> = {
  ...permission('DELETE', (input) => `${pathOf(input)}/routesettings/${input.RouteKey}`),
  handle(state, { ApiId, StageName, RouteKey = '' }, context) {
    const api = apiOf(state, ApiId, context);
    const stage = stageOf(api, StageName);
    if (!stage.RouteSettings[RouteKey]) throw notFound('Unable to find Route by key within the provided RouteSettings');
    const { [RouteKey]: _gone, ...RouteSettings } = stage.RouteSettings;
    saveApi(state, {
      ...api,
      stages: { ...api.stages, [stage.StageName]: { ...stage, RouteSettings, updated: context.now } },
    });
    return {};
  },
};
