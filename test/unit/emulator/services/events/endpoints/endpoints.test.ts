import {
  CreateEndpointCommand as Create,
  type CreateEndpointCommandInput,
  CreateEventBusCommand,
  DeleteEndpointCommand as Delete,
  DescribeEndpointCommand as Describe,
  EventBridgeClient,
  ListEndpointsCommand as List,
  UpdateEndpointCommand as Update,
} from '@aws-sdk/client-eventbridge';
import { testEmulator } from '../../../../../support/emulator.ts';
import { type EventsWorld, eventsWorld } from '../../../../../support/events-world.ts';
import { itRefuses, type Refusal } from '../../../../../support/refusals.ts';

let world: EventsWorld;
beforeAll(async () => {
  world = eventsWorld(await testEmulator());
  const west = new EventBridgeClient({ ...world.emulator.client, region: 'eu-west-1' });
  for (const client of [world.events, west]) await client.send(new CreateEventBusCommand({ Name: 'global' }));
  await world.events.send(new CreateEventBusCommand({ Name: 'east-only' }));
  await world.events.send(create({ Name: 'own' }));
});
afterAll(() => world.emulator.stop());

const V = 'ValidationException';
const N = 'ResourceNotFoundException';
const ROLE = 'arn:aws:iam::000000000000:role/r';
const bus = (name: string, region = 'us-east-1', account = '000000000000') => ({
  EventBusArn: `arn:aws:events:${region}:${account}:event-bus/${name}`,
});
const routing = (Route = 'eu-west-1') => ({
  FailoverConfig: { Primary: { HealthCheck: 'arn:aws:route53:::healthcheck/abc' }, Secondary: { Route } },
});
const create = (more: Partial<CreateEndpointCommandInput>) =>
  new Create({
    Name: 'x',
    RoutingConfig: routing(),
    EventBuses: [bus('global'), bus('global', 'eu-west-1')],
    ReplicationConfig: { State: 'DISABLED' },
    ...more,
  });

it('is made, changed, listed and removed', async () => {
  const made = await world.events.send(create({ Name: 'e', Description: 'd' }));
  expect(made).toMatchObject({ State: 'CREATING', Arn: 'arn:aws:events:us-east-1:000000000000:endpoint/e' });
  const shown = await world.events.send(new Describe({ Name: 'e' }));
  expect(shown).toMatchObject({ State: 'ACTIVE', Description: 'd', ReplicationConfig: { State: 'DISABLED' } });
  expect(shown.EndpointUrl).toBe(`https://${shown.EndpointId}.endpoint.events.amazonaws.com`);
  const updated = await world.events.send(
    new Update({ Name: 'e', ReplicationConfig: { State: 'ENABLED' }, RoleArn: ROLE }),
  );
  expect(updated).toMatchObject({ State: 'UPDATING', ReplicationConfig: { State: 'ENABLED' } });
  expect((await world.events.send(new List({ NamePrefix: 'e' }))).Endpoints).toMatchObject([{ Name: 'e' }]);
  await world.events.send(new Delete({ Name: 'e' }));
  await expect(world.events.send(new Describe({ Name: 'e' }))).rejects.toMatchObject({ name: N });
});

const BOTH =
  'Parameter EventBuses is not valid. Reason: An event bus must be provided in both the primary and secondary regions.';

describe('refuses', () => {
  itRefuses(() => world, [
    ['a name twice', create({ Name: 'own' }), 'ResourceAlreadyExistsException', 'Endpoint own already exists.'],
    ['an empty name', create({ Name: '' }), V],
    ['a long name', create({ Name: 'a'.repeat(65) }), V],
    ['no routing', create({ RoutingConfig: undefined as never }), V],
    [
      'a health check that is none',
      create({
        RoutingConfig: { FailoverConfig: { Primary: { HealthCheck: 'x' }, Secondary: { Route: 'eu-west-1' } } },
      }),
      V,
    ],
    [
      'no secondary',
      create({
        RoutingConfig: {
          FailoverConfig: { Primary: { HealthCheck: 'arn:aws:route53:::healthcheck/abc' }, Secondary: undefined },
        },
      }),
      V,
    ],
    ['one bus', create({ EventBuses: [bus('global')] }), V],
    ['three buses', create({ EventBuses: [bus('global'), bus('global'), bus('global')] }), V],
    ['a bus that is no ARN', create({ EventBuses: [{ EventBusArn: 'global' }, bus('global')] }), V],
    [
      'buses of two names',
      create({ EventBuses: [bus('global'), bus('other', 'eu-west-1')] }),
      V,
      'Parameter EventBuses is not valid. Reason: Event bus names must match in the primary and secondary regions.',
    ],
    ['buses of one region', create({ EventBuses: [bus('global'), bus('global')] }), V, BOTH],
    ['a bus in a third region', create({ EventBuses: [bus('global'), bus('global', 'eu-north-1')] }), V],
    ['a secondary that no bus is in', create({ RoutingConfig: routing('eu-north-1') }), V, BOTH],
    ['buses of two accounts', create({ EventBuses: [bus('global'), bus('global', 'eu-west-1', '111111111111')] }), V],
    ['a bus that does not exist', create({ EventBuses: [bus('east-only'), bus('east-only', 'eu-west-1')] }), N],
    [
      'replication without a role',
      create({ ReplicationConfig: { State: 'ENABLED' } }),
      V,
      'When replication is enabled, role cannot be empty.',
    ],
    ['replication unless told otherwise without a role', create({ ReplicationConfig: undefined }), V],
    ['a role that is none', create({ RoleArn: 'x' }), V],
    ['to update what is not', new Update({ Name: 'none' }), N, 'Endpoint none does not exist.'],
    [
      'to update to replication without a role',
      new Update({ Name: 'own', ReplicationConfig: { State: 'ENABLED' } }),
      V,
    ],
    ['to describe what is not', new Describe({ Name: 'none' }), N, 'Endpoint none does not exist.'],
    ['to describe in a region that is none', new Describe({ Name: 'own', HomeRegion: 'x' }), V],
    ['to delete what is not', new Delete({ Name: 'none' }), N, 'Endpoint none does not exist.'],
    ['to list 101', new List({ MaxResults: 101 }), V],
    ['to list from a bad token', new List({ NextToken: '%' }), V],
  ] satisfies Refusal[]);
});
