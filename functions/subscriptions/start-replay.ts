import { ownReplayPorts } from '../../lib/aws/own-replay-ports.ts';
import { apiHandler } from '../../lib/http/api-handler.ts';
import { json } from '../../lib/http/http-handler.ts';
import { readRequest } from '../../lib/requests/read-request.ts';
import { type OwnReplayStart, startOwnReplay } from '../../lib/subscriptions/replays/start-own-replay.ts';

const ports = ownReplayPorts();

/** `POST /v1/subscriptions/{id}/replays` */
export const handler = apiHandler(async (request) => {
  const start = readRequest<OwnReplayStart>('replay-start', request.json());
  const { id = '' } = request.path;
  const { planId, state, startedAt } = await startOwnReplay(request.tenant, id, start, { ...ports, now: Date.now() });
  return json(202, { planId, state, startedAt }, { location: `/v1/subscriptions/${id}/replays/${planId}` });
});
