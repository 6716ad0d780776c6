import { catalogue } from '../../lib/contracts/catalogue.ts';
import { NotFoundError } from '../../lib/errors.ts';
import { apiHandler } from '../../lib/http/api-handler.ts';
import { json } from '../../lib/http/http-handler.ts';

/** `GET /v1/event-types` and `GET /v1/event-types/{type}` */
export const handler = apiHandler(async ({ path: { type } }) => {
  if (type === undefined) {
    return json(200, {
      items: catalogue.map(({ type: name, version, description }) => ({ type: name, version, description })),
    });
  }
  const contract = catalogue.find((known) => known.type === type);
  if (!contract) throw new NotFoundError(`There is no event type ${type}; GET /v1/event-types lists them.`);
  return json(200, contract);
});
