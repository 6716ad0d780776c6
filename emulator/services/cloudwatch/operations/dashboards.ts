import type {
  DeleteDashboardsCommandInput,
  GetDashboardCommandInput,
  ListDashboardsCommandInput,
  PutDashboardCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation, RequestContext } from '../../../core/service.ts';
import { dashboardArn } from '../arns.ts';
import { badValue } from '../errors.ts';
import { pageOf } from '../page.ts';
import type { CloudWatchState } from '../state.ts';
import { tagMap } from '../tag-map.ts';

const NAME = /^[\w-]{1,255}$/;
const PAGE = 300;

/** Dashboards are the account's, not a region's. */
const keyOf = ({ accountId }: Pick<RequestContext, 'accountId'>, name: string): string => `${accountId}/${name}`;

const notThere = (name: string): AwsError => new AwsError('DashboardNotFoundError', `Dashboard ${name} does not exist`);

interface Message {
  readonly DataPath: string;
  readonly Message: string;
}
const refuse = (messages: readonly Message[]): AwsError =>
  new AwsError('DashboardInvalidInputError', 'The field DashboardBody must be a valid JSON object', {
    fields: { dashboardValidationMessages: messages },
  });

/** @throws AwsError `DashboardInvalidInputError`, with what is wrong and where */
function checkBody(text: string): void {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw refuse([{ DataPath: '', Message: 'Invalid JSON' }]);
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw refuse([{ DataPath: '', Message: 'Should be an object' }]);
  const { widgets } = body as { widgets?: unknown };
  if (!Array.isArray(widgets)) throw refuse([{ DataPath: '/widgets', Message: 'Should be an array' }]);
  const wrong = widgets.flatMap((widget: unknown, i): Message[] =>
    typeof widget === 'object' && widget !== null && 'type' in widget
      ? []
      : [{ DataPath: `/widgets/${i}`, Message: "Should have required property 'type'" }],
  );
  if (wrong.length > 0) throw refuse(wrong);
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html */
export const putDashboard: Operation<CloudWatchState, PutDashboardCommandInput, object> = {
  resource: ({ DashboardName = '' }, context) => dashboardArn(context, DashboardName),
  handle(state, { DashboardName: name = '', DashboardBody: body = '', Tags = [] }, context) {
    if (!NAME.test(name))
      throw badValue(
        `The value ${name} for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).`,
      );
    checkBody(body);
    const { accountId, region, now } = context;
    const known = state.dashboards.get(keyOf(context, name));
    state.dashboards.put(keyOf(context, name), {
      accountId,
      region,
      name,
      body,
      modified: now,
      tags: known?.tags ?? tagMap(Tags),
    });
    return { DashboardValidationMessages: [] };
  },
};

export const getDashboard: Operation<CloudWatchState, GetDashboardCommandInput, object> = {
  resource: ({ DashboardName = '' }, context) => dashboardArn(context, DashboardName),
  handle(state, { DashboardName: name = '' }, context) {
    const dashboard = state.dashboards.get(keyOf(context, name));
    if (!dashboard) throw notThere(name);
    return { DashboardArn: dashboardArn(context, name), DashboardName: name, DashboardBody: dashboard.body };
  },
};

export const listDashboards: Operation<CloudWatchState, ListDashboardsCommandInput, object> = {
  resource: (_input, context) => dashboardArn(context, '*'),
  handle(state, { DashboardNamePrefix: prefix = '', NextToken }, context) {
    const { page, next } = pageOf(state.dashboards.values(keyOf(context, prefix)), NextToken, PAGE);
    return {
      DashboardEntries: page.map(({ name, body, modified }) => ({
        DashboardName: name,
        DashboardArn: dashboardArn(context, name),
        LastModified: new Date(modified),
        Size: Buffer.byteLength(body),
      })),
      ...next,
    };
  },
};

/** All of them or, where one is not there, none. */
export const deleteDashboards: Operation<CloudWatchState, DeleteDashboardsCommandInput, object> = {
  resource: ({ DashboardNames = [] }, context) => DashboardNames.map((name) => dashboardArn(context, name)),
  handle(state, { DashboardNames: names = [] }, context) {
    const absent = names.find((name) => !state.dashboards.has(keyOf(context, name)));
    if (absent !== undefined) throw notThere(absent);
    state.deps.store.atomic(() => {
      for (const name of names) state.dashboards.delete(keyOf(context, name));
    });
    return {};
  },
};
