import { httpHandler, json } from '../../lib/http/http-handler.ts';
import { openApi } from '../../lib/openapi/openapi.ts';

/** `GET /v1/openapi.json`, for everybody. */
export const handler = httpHandler(async ({ origin }) =>
  json(200, openApi(origin), { 'cache-control': 'public, max-age=300' }),
);
