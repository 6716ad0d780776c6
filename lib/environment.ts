/** Every setting that a function may have; `serverless.yml` gives each function the ones it uses. */
export type Setting =
  | 'ACCEPTED_TABLE'
  | 'ARCHIVE_ARN'
  | 'ARCHIVE_LAG_SECONDS'
  | 'BUS_ARN'
  | 'BUS_NAME'
  | 'LEDGER_TABLE'
  | 'ORDERS_TABLE'
  | 'PROVIDER'
  | 'SETTLEMENT_SECONDS'
  | 'UNPUBLISHED_QUEUE_URL'
  | 'WAREHOUSE_TABLE'
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
