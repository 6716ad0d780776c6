import { unlessReplayed } from '../../../../lib/replays/unless-replayed.ts';

test.each<[string, unknown, number]>([
  ['a live event', { detail: {} }, 1],
  ['something that is no event', 'text', 1],
  ['an event whose detail speaks of replays', { detail: { 'replay-name': 'x' } }, 1],
  ['a replayed event', { detail: {}, 'replay-name': 'x' }, 0],
])('the side effect of %s', async (_name, event, times) => {
  const effect = jest.fn();
  await unlessReplayed(event, effect);
  expect(effect).toHaveBeenCalledTimes(times);
});
