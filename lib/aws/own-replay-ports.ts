import { setting } from '../environment.ts';
import type { OwnReplayPorts } from '../subscriptions/replays/own-replays.ts';
import { replayPorts } from './replay-ports.ts';
import { subscriptions } from './subscription-store.ts';

/** Milliseconds for one reading of a log: an HTTP API waits thirty seconds for the whole answer. */
const PATIENCE = 10_000;

/** What plans, starts and ends an integrator's own replays in this deployment. @throws MissingSettingError */
export const ownReplayPorts = (): Omit<OwnReplayPorts, 'now'> => ({
  ...replayPorts(PATIENCE),
  subscriptions,
  provider: setting('PROVIDER'),
});
