import { type DeployedApplication, deployApplication } from '../support/deployed-application.ts';
import { describeDeadLetters } from './application/dead-letters.ts';
import { describeEvents } from './application/events.ts';
import { describeFaults } from './application/faults.ts';
import { describeHostileTenants } from './application/hostile-tenants.ts';
import { describeImports } from './application/imports.ts';
import { describeOrders } from './application/orders.ts';
import { describeOwnReplays } from './application/own-replays.ts';
import { describeRemoval } from './application/removal.ts';
import { describeReplay } from './application/replay.ts';
import { describeSources } from './application/sources.ts';
import { describeSubscriptions } from './application/subscriptions.ts';
import { describeWalk } from './application/walk.ts';
import { describeWebhooks } from './application/webhooks.ts';

// One deployment for all: it is what takes the time.
let app: DeployedApplication;
jest.setTimeout(180_000);
beforeAll(async () => {
  app = await deployApplication();
});
afterAll(() => app?.stop());

describeWebhooks(() => app);
describeEvents(() => app);
describeOrders(() => app);
describeSubscriptions(() => app);
describeHostileTenants(() => app);
describeSources(() => app);
describeReplay(() => app);
describeOwnReplays(() => app);
describeImports(() => app);
describeDeadLetters(() => app);
describeWalk(() => app);
describeFaults(() => app);
// The last: it takes the application away.
describeRemoval(() => app);
