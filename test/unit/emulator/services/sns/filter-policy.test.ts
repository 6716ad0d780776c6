import { testEmulator } from '../../../../support/emulator.ts';
import { type TopicsWorld, text, topicsWorld } from '../../../../support/topics-world.ts';

let world: TopicsWorld;

beforeAll(async () => {
  world = topicsWorld(await testEmulator());
});
afterAll(() => world.emulator.stop());

describe('filter policies', () => {
  const attributes = {
    kind: text('order'),
    price: text('12.5', 'Number'),
    tags: text('["red","blue"]', 'String.Array'),
  };
  it.each<[object, boolean]>([
    [{ kind: ['order', 'invoice'] }, true],
    [{ kind: ['invoice'] }, false],
    [{ kind: [{ 'anything-but': ['order'] }] }, false],
    [{ kind: [{ prefix: 'ord' }], price: [{ numeric: ['>', 12, '<=', 12.5] }] }, true],
    [{ kind: [{ prefix: 'ord' }], price: [{ numeric: ['<', 12] }] }, false],
    [{ tags: ['blue'] }, true],
    [{ missing: [{ exists: false }] }, true],
    [{ missing: [{ exists: true }] }, false],
    [{ $or: [{ kind: ['x'] }, { price: [12.5] }] }, true],
  ])('%j on attributes: %s', async (policy, delivered) => {
    const TopicArn = await world.topic();
    const { url, arn } = await world.queue(TopicArn);
    await world.subscribe(TopicArn, arn, { FilterPolicy: JSON.stringify(policy) });
    await world.publish(TopicArn, 'x', { MessageAttributes: attributes });
    expect((await world.received(url)).length > 0).toBe(delivered);
  });

  it.each<[string, boolean]>([
    ['{"order":{"state":"placed"}}', true],
    ['{"order":{"state":"paid"}}', false],
    ['no JSON', false],
  ])('on the body %s: %s', async (body, delivered) => {
    const TopicArn = await world.topic();
    const { url, arn } = await world.queue(TopicArn);
    await world.subscribe(TopicArn, arn, {
      FilterPolicyScope: 'MessageBody',
      FilterPolicy: JSON.stringify({ order: { state: ['placed'] } }),
    });
    await world.publish(TopicArn, body);
    expect((await world.received(url)).length > 0).toBe(delivered);
  });

  it.each<[string, string]>([
    ['no JSON', 'no JSON'],
    ['a value that is no list', '{"a":"b"}'],
    ['an unknown operator', '{"a":[{"like":"b"}]}'],
    ['nesting on attributes', '{"a":{"b":["c"]}}'],
    ['six keys', '{"a":["1"],"b":["1"],"c":["1"],"d":["1"],"e":["1"],"f":["1"]}'],
    [
      'more than 150 combinations',
      JSON.stringify(Object.fromEntries(['a', 'b', 'c'].map((key) => [key, ['1', '2', '3', '4', '5', '6']]))),
    ],
  ])('refuses %s', async (_name, FilterPolicy) => {
    const TopicArn = await world.topic();
    await expect(world.subscribe(TopicArn, (await world.queue()).arn, { FilterPolicy })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringMatching(/^Invalid parameter: FilterPolicy/),
    });
  });
});
