import type { HistoryEventType } from './history.ts';
import type { Run } from './run.ts';
import { NOT_TRUNCATED } from './turn.ts';

type Details = Record<string, unknown>;

/** What a task's Scheduled event tells of it. */
export interface Scheduling {
  /** JSON. */
  readonly parameters: string;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  readonly roleArn: string | undefined;
}

/** The events of a task, which depend on what its resource is. */
export interface TaskEvents {
  readonly scheduled: HistoryEventType;
  readonly started: HistoryEventType;
  readonly succeeded: HistoryEventType;
  readonly failed: HistoryEventType;
  readonly timedOut: HistoryEventType;
  /** False: it starts when a worker takes it. */
  readonly startsAtOnce: boolean;
  scheduling(run: Run, resource: string, what: Scheduling): Details;
  /** Members that every later event of the task has. */
  common(resource: string): Details;
}

const limits = ({ timeoutSeconds, heartbeatSeconds }: Scheduling): Details => ({
  ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
  ...(heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: heartbeatSeconds }),
});
const credentials = ({ roleArn }: Scheduling): Details =>
  roleArn === undefined ? {} : { taskCredentials: { roleArn } };

const lambda: TaskEvents = {
  scheduled: 'LambdaFunctionScheduled',
  started: 'LambdaFunctionStarted',
  succeeded: 'LambdaFunctionSucceeded',
  failed: 'LambdaFunctionFailed',
  timedOut: 'LambdaFunctionTimedOut',
  startsAtOnce: true,
  scheduling: (_run, resource, what) => ({
    resource,
    input: what.parameters,
    inputDetails: NOT_TRUNCATED,
    ...limits({ ...what, heartbeatSeconds: undefined }),
    ...credentials(what),
  }),
  common: () => ({}),
};

const activity: TaskEvents = {
  scheduled: 'ActivityScheduled',
  started: 'ActivityStarted',
  succeeded: 'ActivitySucceeded',
  failed: 'ActivityFailed',
  timedOut: 'ActivityTimedOut',
  startsAtOnce: false,
  scheduling: (_run, resource, what) => ({
    resource,
    input: what.parameters,
    inputDetails: NOT_TRUNCATED,
    ...limits(what),
  }),
  common: () => ({}),
};

/** `arn:aws:states:::aws-sdk:dynamodb:putItem` → type `aws-sdk:dynamodb`, resource `putItem`. */
function serviceOf(resource: string): { readonly resourceType: string; readonly resource: string } {
  const name = resource.split(':').slice(5);
  const words = name[0] === 'aws-sdk' ? 2 : 1;
  return { resourceType: name.slice(0, words).join(':'), resource: name.slice(words).join(':') };
}

const service: TaskEvents = {
  scheduled: 'TaskScheduled',
  started: 'TaskStarted',
  succeeded: 'TaskSucceeded',
  failed: 'TaskFailed',
  timedOut: 'TaskTimedOut',
  startsAtOnce: true,
  scheduling: ({ facts }, resource, what) => ({
    ...serviceOf(resource),
    region: facts.region,
    parameters: what.parameters,
    ...limits(what),
    ...credentials(what),
  }),
  common: serviceOf,
};

const LAMBDA = /^arn:aws[\w-]*:lambda:/;
const ACTIVITY = /^arn:aws[\w-]*:states:[^:]*:[^:]*:activity:/;

export const taskEventsOf = (resource: string): TaskEvents =>
  LAMBDA.test(resource) ? lambda : ACTIVITY.test(resource) ? activity : service;
