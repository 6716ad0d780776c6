import type {
  CreateLogGroupCommandInput,
  DeleteLogGroupCommandInput,
  DeleteRetentionPolicyCommandInput,
  DescribeLogGroupsCommandInput,
  DescribeLogGroupsCommandOutput,
  PutRetentionPolicyCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { placeKey } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { forGroup, groupArn, groupKey, groupOf, keyOf, type LogGroup, type LogsState } from '../state.ts';
import { withTags } from '../tags.ts';

const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const createLogGroup: Operation<LogsState, CreateLogGroupCommandInput, object> = {
  tagAction: 'logs:TagResource',
  resource: forGroup,
  handle(state, { logGroupName: name = '', kmsKeyId, tags = {}, logGroupClass }, { accountId, region, now }) {
    if (/^aws\//i.test(name))
      throw new AwsError('InvalidParameterException', 'Log groups starting with AWS/ are reserved for AWS.');
    const key = groupKey({ accountId, region }, name);
    if (state.groups.has(key))
      throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists');
    state.groups.put(key, {
      accountId,
      region,
      name,
      created: now,
      retentionDays: undefined,
      kmsKeyId,
      logClass: logGroupClass ?? 'STANDARD',
      tags: withTags(tags),
    });
    return {};
  },
};

export const deleteLogGroup: Operation<LogsState, DeleteLogGroupCommandInput, object> = {
  resource: forGroup,
  handle(state, { logGroupName }, context) {
    const key = keyOf(groupOf(state, logGroupName, context));
    state.deps.store.atomic(() => {
      for (const { id } of state.events.streams(key)) state.events.removeStream(id);
      state.groups.delete(key);
    });
    return {};
  },
};

const shown = (state: LogsState, group: LogGroup) => ({
  logGroupName: group.name,
  creationTime: group.created,
  ...(group.retentionDays === undefined ? {} : { retentionInDays: group.retentionDays }),
  ...(group.kmsKeyId === undefined ? {} : { kmsKeyId: group.kmsKeyId }),
  metricFilterCount: 0,
  arn: `${groupArn(group)}:*`,
  logGroupArn: groupArn(group),
  logGroupClass: group.logClass as 'STANDARD',
  storedBytes: state.events.bytes(keyOf(group)),
});

export const describeLogGroups: Operation<
  LogsState,
  DescribeLogGroupsCommandInput,
  Omit<DescribeLogGroupsCommandOutput, '$metadata'>
> = {
  resource: (_input, context) => groupArn({ ...context, name: '*' }),
  handle(state, { logGroupNamePrefix = '', logGroupNamePattern = '', limit = 50, nextToken }, context) {
    const after = nextToken === undefined ? '' : Buffer.from(nextToken, 'base64').toString('utf8');
    const all = state.groups
      .values(placeKey(context, logGroupNamePrefix))
      .filter(({ name }) => name > after && name.toLowerCase().includes(logGroupNamePattern.toLowerCase()));
    const page = all.slice(0, limit);
    const last = page.at(-1);
    return {
      logGroups: page.map((group) => shown(state, group)),
      ...(all.length > page.length && last ? { nextToken: Buffer.from(last.name).toString('base64') } : {}),
    };
  },
};

export const putRetentionPolicy: Operation<LogsState, PutRetentionPolicyCommandInput, object> = {
  resource: forGroup,
  handle(state, { logGroupName, retentionInDays = 0 }, context) {
    const group = groupOf(state, logGroupName, context);
    if (!RETENTIONS.includes(retentionInDays)) {
      throw new AwsError(
        'InvalidParameterException',
        `1 validation error detected: Value '${retentionInDays}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${RETENTIONS.join(', ')}]`,
      );
    }
    state.groups.put(keyOf(group), { ...group, retentionDays: retentionInDays });
    return {};
  },
};

export const deleteRetentionPolicy: Operation<LogsState, DeleteRetentionPolicyCommandInput, object> = {
  resource: forGroup,
  handle(state, { logGroupName }, context) {
    const group = groupOf(state, logGroupName, context);
    state.groups.put(keyOf(group), { ...group, retentionDays: undefined });
    return {};
  },
};
