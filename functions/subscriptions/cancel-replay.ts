import { ownReplayPorts } from '../../lib/aws/own-replay-ports.ts';
import { apiHandler } from '../../lib/http/api-handler.ts';
import { json } from '../../lib/http/http-handler.ts';
import { presentOwnReplay } from '../../lib/subscriptions/replays/present-own-replay.ts';
import { cancelOwnReplay } from '../../lib/subscriptions/replays/watch-own-replay.ts';

const ports = ownReplayPorts();

/** `POST /v1/subscriptions/{id}/replays/{planId}/cancel` */
export const handler = apiHandler(async ({ tenant, path: { id = '', planId = '' } }) =>
  json(200, presentOwnReplay(await cancelOwnReplay(tenant, id, planId, { ...ports, now: Date.now() }))),
);
