import type { Provider } from './provider.ts';

interface Properties {
  readonly LogGroupName: string;
  readonly LogStreamName?: string;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-logstream.html */
export const logsLogStream: Provider<Properties> = {
  nameProperty: 'LogStreamName',
  async create({ LogGroupName: logGroupName, LogStreamName }, { call, generatedName }) {
    const logStreamName = LogStreamName ?? generatedName({ longest: 512 });
    await call('logs', 'CreateLogStream', { logGroupName, logStreamName });
    return { physicalId: logStreamName };
  },
  async delete({ physicalId: logStreamName, properties: { LogGroupName: logGroupName } }, { call }) {
    await call('logs', 'DeleteLogStream', { logGroupName, logStreamName });
  },
};
