import { numericSetting, setting } from '../environment.ts';
import type { ReplayPorts } from '../replays/replayer.ts';
import { BusArchive } from './bus-archive.ts';
import { EventBridgeRuleBook } from './bus-rule-book.ts';
import { dynamodb } from './dynamodb.ts';
import { eventbridge } from './eventbridge.ts';
import { logs } from './logs.ts';
import { randomText } from './random-text.ts';
import { StepFunctionsRecovery } from './recovery-workflow.ts';
import { RegistryTable } from './registry-table.ts';
import { ReplayStore } from './replay-store.ts';
import { sfn } from './sfn.ts';
import { BusWindowLog } from './window-log.ts';

const RANDOM_BYTES = 3;

export type DeployedReplayPorts = Omit<ReplayPorts, 'now'> & {
  readonly log: BusWindowLog;
  readonly store: ReplayStore;
};

/**
 * What plans, runs and ends replays of this deployment.
 * @param patience milliseconds that one reading of a log may take for a plan; left out: as long as it takes
 * @throws MissingSettingError
 */
export function replayPorts(patience?: number): DeployedReplayPorts {
  const busArn = setting('BUS_ARN');
  const store = new ReplayStore(new RegistryTable(dynamodb, setting('REPLAYS_TABLE')));
  return {
    archive: new BusArchive(eventbridge),
    book: new EventBridgeRuleBook(eventbridge, busArn),
    log: new BusWindowLog(logs, {
      eventsGroup: setting('EVENTS_LOG_GROUP'),
      busGroup: setting('BUS_LOG_GROUP'),
      busArn,
      ...(patience === undefined ? {} : { patience }),
    }),
    plans: store.plans,
    runs: store.runs,
    reservations: store.reservations,
    store,
    rate: () => store.rate(),
    workflow: new StepFunctionsRecovery(sfn, setting('DISASTER_RECOVERY_ARN')),
    settings: {
      prefix: setting('RESOURCE_PREFIX'),
      archiveName: setting('ARCHIVE_NAME'),
      lagSeconds: numericSetting('ARCHIVE_LAG_SECONDS'),
      settleSeconds: numericSetting('RULE_SETTLE_SECONDS'),
      shadowQueueArn: setting('SHADOW_QUEUE_ARN'),
      deliveryRoleArn: setting('REPLAY_DELIVERY_ROLE_ARN'),
    },
    // Names of replays allow no "-" at their end, and base64url may bring one.
    random: () => Buffer.from(randomText(RANDOM_BYTES)).toString('hex').slice(0, 6),
  };
}
