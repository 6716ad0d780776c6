import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { APIGatewayRequestAuthorizerEventV2, APIGatewaySimpleAuthorizerWithContextResult } from 'aws-lambda';
import { registry } from '../lib/aws/subscription-store.ts';
import { TableTenants } from '../lib/aws/table-tenants.ts';
import { logger } from '../lib/powertools.ts';
import { type Recognition, recognise } from '../lib/tenants/recognise.ts';

const tenants = new TableTenants(registry);

/**
 * Lambda authorizer of the subscriptions API: `Authorization: Bearer <API key>`. It lets every call through to a
 * function whose chain (`apiHandler`) refuses whom it did not recognise: API Gateway's own refusal could not say why.
 * docs/decisions/0010-refusals-that-explain.md
 */
export const handler = middy<
  APIGatewayRequestAuthorizerEventV2,
  APIGatewaySimpleAuthorizerWithContextResult<Recognition>
>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler(async ({ headers }) => ({ isAuthorized: true, context: await recognise(headers?.authorization, tenants) }));
