import { ownReplayPorts } from '../../lib/aws/own-replay-ports.ts';
import { apiHandler } from '../../lib/http/api-handler.ts';
import { json } from '../../lib/http/http-handler.ts';
import { readRequest } from '../../lib/requests/read-request.ts';
import { type OwnReplayWish, planOwnReplay } from '../../lib/subscriptions/replays/plan-own-replay.ts';
import { presentOwnPlan } from '../../lib/subscriptions/replays/present-own-replay.ts';

const ports = ownReplayPorts();

/** `POST /v1/subscriptions/{id}/replay-plans`: what a replay would bring, before anything moves. */
export const handler = apiHandler(async (request) => {
  const wish = readRequest<OwnReplayWish>('replay-wish', request.json());
  const { id = '' } = request.path;
  return json(201, presentOwnPlan(await planOwnReplay(request.tenant, id, wish, { ...ports, now: Date.now() })));
});
