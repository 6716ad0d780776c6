/** Every setting that a function may have; `serverless.yml` gives each function the ones it uses. */
export type Setting =
  | 'ACCEPTED_TABLE'
  | 'ARCHIVE_ARN'
  | 'ARCHIVE_LAG_SECONDS'
  | 'ARCHIVE_NAME'
  | 'BUS_ARN'
  | 'BUS_LOG_GROUP'
  | 'BUS_NAME'
  | 'CLAIM_SECONDS'
  | 'DEAD_LETTERS_ARN'
  | 'DELIVER_ABROAD_ROLE_ARN'
  | 'DISASTER_RECOVERY_ARN'
  | 'EVENTS_LOG_GROUP'
  | 'FULFIL_ORDER_ARN'
  | 'HOLDING_ARCHIVE_ARN'
  | 'HOLDING_BUS_ARN'
  | 'HOLDING_BUS_NAME'
  | 'LEDGER_TABLE'
  | 'ORDERS_TABLE'
  | 'ORDER_VIEWS_TABLE'
  | 'PARTNER_MODE'
  | 'PROVIDER'
  | 'REGISTRY_TABLE'
  | 'REPLAYS_TABLE'
  | 'REPLAY_DELIVERY_ROLE_ARN'
  | 'REPLAY_WINDOW_ARN'
  | 'RESOURCE_PREFIX'
  | 'RULE_SETTLE_SECONDS'
  | 'SETTLEMENT_SECONDS'
  | 'SHADOW_QUEUE_ARN'
  | 'SOURCE_MEMORY_SECONDS'
  | 'SOURCE_POLICY'
  | 'START_WORKFLOWS_ROLE_ARN'
  | 'UNPUBLISHED_QUEUE_ARN'
  | 'UNPUBLISHED_QUEUE_URL'
  | 'WAREHOUSE_TABLE'
  | 'WEBHOOKS_FAILED_QUEUE_URL'
  | 'WEBHOOKS_LOG_GROUP'
  | 'WEBHOOKS_QUEUE_ARN'
  | 'WEBHOOKS_QUEUE_URL'
  | 'WEBHOOK_ALLOWED_HOSTS'
  | 'WEBHOOK_SECRET_PREFIX';

/** The function was deployed without a setting it reads. */
export class MissingSettingError extends Error {
  override readonly name = 'MissingSettingError';
}

/** @throws MissingSettingError */
export function setting(name: Setting): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new MissingSettingError(`The setting ${name} is missing; serverless.yml must give it to this function.`);
  }
  return value;
}

/** @throws MissingSettingError also when it is not a whole number of at least 0. */
export function numericSetting(name: Setting): number {
  const value = Number(setting(name));
  if (!Number.isInteger(value) || value < 0) {
    throw new MissingSettingError(`The setting ${name} must be a whole number of at least 0.`);
  }
  return value;
}
