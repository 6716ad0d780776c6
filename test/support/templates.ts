/** The text of a template with these resources, and with other sections where a test needs them. */
export const template = (Resources: object, more: object = {}): string => JSON.stringify({ Resources, ...more });

/** Queues are what most templates of the tests are made of: they are made at once and need nothing. */
export const queue = (Properties: object = {}, more: object = {}) => ({ Type: 'AWS::SQS::Queue', Properties, ...more });

/** A log group of that name: its name shows what a value came to. */
export const groupNamed = (LogGroupName: unknown) => ({ Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName } });
