import { numericSetting, setting } from '../environment.ts';
import { DynamoAcceptedEvents } from './dynamo-accepted-events.ts';
import { dynamodb } from './dynamodb.ts';

/** The memory of this deployment of what was accepted. @throws MissingSettingError */
export const acceptedEvents = (): DynamoAcceptedEvents =>
  new DynamoAcceptedEvents(dynamodb, setting('ACCEPTED_TABLE'), Date.now, numericSetting('CLAIM_SECONDS'));
