import { randomBytes } from 'node:crypto';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { dynamodb } from '../lib/aws/dynamodb.ts';
import { eventbridge } from '../lib/aws/eventbridge.ts';
import { RegistryTable } from '../lib/aws/registry-table.ts';
import { sfn } from '../lib/aws/sfn.ts';
import { SourceHolding } from '../lib/aws/source-holding.ts';
import { TableTenants } from '../lib/aws/table-tenants.ts';
import { WindowReplays } from '../lib/aws/window-replays.ts';
import { numericSetting, setting } from '../lib/environment.ts';
import { logger } from '../lib/powertools.ts';
import { manageTenants } from '../lib/tenants/manage-tenants.ts';

const provider = setting('PROVIDER');
const tenants = new TableTenants(new RegistryTable(dynamodb, setting('REGISTRY_TABLE')));
const holding = new SourceHolding(eventbridge, new WindowReplays(sfn, setting('REPLAY_WINDOW_ARN')), {
  provider,
  holdingBusArn: setting('HOLDING_BUS_ARN'),
  holdingArchiveArn: setting('HOLDING_ARCHIVE_ARN'),
  unpublishedQueueArn: setting('UNPUBLISHED_QUEUE_ARN'),
  deadLetterArn: setting('DEAD_LETTERS_ARN'),
  sourceMemorySeconds: numericSetting('SOURCE_MEMORY_SECONDS'),
  partner: setting('PARTNER_MODE') === 'partner',
});

/** Operators invoke it: `sls invoke -f manageTenants -d '{"action":"create-tenant","tenant":"acme",…}'`. */
export const handler = middy<unknown>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler((command) => manageTenants(command, { tenants, holding, provider, now: new Date(), random: randomBytes }));
