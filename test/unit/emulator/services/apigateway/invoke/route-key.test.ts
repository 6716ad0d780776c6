import type { Route, Snapshot } from '../../../../../../emulator/services/apigateway/api.ts';
import { findRoute } from '../../../../../../emulator/services/apigateway/invoke/find-route.ts';
import { parseRouteKey } from '../../../../../../emulator/services/apigateway/invoke/route-key.ts';

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
describe('parseRouteKey', () => {
  test.each(['$default', 'GET /', 'ANY /{proxy+}', 'POST /v1/webhooks/{partner}', 'PUT /a/{b}/c/{d+}'])(
    'takes %s',
    (key) => expect(parseRouteKey(key)).toBeDefined(),
  );
  test.each([
    '',
    'GET',
    '/v1',
    'get /v1',
    'FETCH /v1',
    'GET v1',
    'GET  /v1',
    'GET /{proxy+}/more',
    'GET /{a}/{a}',
    'GET /pre{a}',
    'GET /{}',
    'default',
  ])('refuses "%s"', (key) => expect(parseRouteKey(key)).toBeUndefined());
});

const snapshot = (...keys: string[]): Snapshot => ({
  routes: keys.map(
    (RouteKey): Route => ({ RouteId: RouteKey, RouteKey, AuthorizationType: 'NONE', ApiKeyRequired: false }),
  ),
  integrations: [],
  authorizers: [],
});

describe('findRoute: the most specific route wins', () => {
  const all = snapshot(
    '$default',
    'ANY /{proxy+}',
    'GET /pets/{id}',
    'GET /pets/dog',
    'ANY /pets/{id}',
    'GET /pets/dog/{rest+}',
    'GET /',
  );
  test.each([
    ['GET', '/pets/dog', 'GET /pets/dog', {}],
    ['GET', '/pets/cat', 'GET /pets/{id}', { id: 'cat' }],
    ['POST', '/pets/cat', 'ANY /pets/{id}', { id: 'cat' }],
    ['GET', '/pets/dog/1/2', 'GET /pets/dog/{rest+}', { rest: '1/2' }],
    ['GET', '/else/where', 'ANY /{proxy+}', { proxy: 'else/where' }],
    ['GET', '/', 'GET /', {}],
    ['POST', '/', '$default', {}],
  ])('%s %s → %s', (method, path, key, parameters) => {
    const found = findRoute(all, method, path);
    expect([found?.route.RouteKey, found?.pathParameters]).toEqual([key, parameters]);
  });
  test.each([
    ['GET', '/pets'],
    ['GET', '/pets/1/2'],
    ['POST', '/pets/1'],
    ['GET', '/pets/'.repeat(2)],
  ])('%s %s → none', (method, path) => expect(findRoute(snapshot('GET /pets/{id}'), method, path)).toBeUndefined());
});
