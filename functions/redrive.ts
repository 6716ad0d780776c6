import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { DeadLetterQueues } from '../lib/aws/dead-letter-queues.ts';
import { DynamoOrders } from '../lib/aws/dynamo-orders.ts';
import { dynamodb } from '../lib/aws/dynamodb.ts';
import { dynamodbStreams } from '../lib/aws/dynamodb-streams.ts';
import { readStreamRange } from '../lib/aws/order-stream.ts';
import { sfn } from '../lib/aws/sfn.ts';
import { sqs } from '../lib/aws/sqs.ts';
import { WindowReplays } from '../lib/aws/window-replays.ts';
import { type RedrivePorts, redrive } from '../lib/dead-letters/redrive.ts';
import { redriveName } from '../lib/dead-letters/redrive-name.ts';
import { setting } from '../lib/environment.ts';
import { recoverChanges } from '../lib/orders/recover-changes.ts';
import { logger } from '../lib/powertools.ts';

const queues = new DeadLetterQueues(sqs, setting('RESOURCE_PREFIX'));
const replays = new WindowReplays(sfn, setting('REPLAY_WINDOW_ARN'));
const orders = new DynamoOrders(dynamodb, setting('ORDERS_TABLE'));
const archives = {
  bus: { archiveArn: setting('ARCHIVE_ARN'), busArn: setting('BUS_ARN') },
  holding: { archiveArn: setting('HOLDING_ARCHIVE_ARN'), busArn: setting('HOLDING_BUS_ARN') },
};

const replay: RedrivePorts['replay'] = (bus, ruleArn, from, to) =>
  replays.start({
    ...archives[bus],
    replayName: redriveName(ruleArn, from, to, Date.now()),
    rules: [ruleArn.slice(ruleArn.lastIndexOf('/') + 1)],
    from,
    to,
  });

/** Operators invoke it: `sls invoke -f redrive -d '{"action":"redrive","queue":"orders-failed"}'`. */
export const handler = middy<unknown>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler((command) =>
    redrive(command, {
      count: (queue) => queues.count(queue),
      receive: (queue, limit) => queues.receive(queue, limit),
      putBack: (queue, letters) => queues.putBack(queue, letters),
      delete: (queue, letters) => queues.delete(queue, letters),
      send: (queue, letters) => queues.send(queue, letters),
      replay,
      recover: (ranges) =>
        recoverChanges(ranges, {
          read: async (range) => (await readStreamRange(dynamodbStreams, range))?.map(({ order }) => order),
          orders: () => orders.all(),
        }),
      remember: (queue, causes) => logger.info('Dead letters are redriven', { queue, causes }),
    }),
  );
