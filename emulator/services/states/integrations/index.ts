import { activity } from './activity.ts';
import { awsSdk, sdkActionOf } from './aws-sdk.ts';
import { deleteItem, getItem, putItem, updateItem } from './dynamodb.ts';
import { putEvents } from './events.ts';
import { httpInvoke } from './http.ts';
import { type Integration, PENDING } from './integration.ts';
import { lambdaFunction, lambdaInvoke } from './lambda.ts';
import { publish } from './sns.ts';
import { sendMessage } from './sqs.ts';
import { startExecution, startExecutionSync, startExecutionSync2 } from './start-execution.ts';

/** Hands a task over, and waits for whoever got its token. */
const waitForTaskToken =
  (handOver: Integration): Integration =>
  async (call) => {
    if (call.submitted !== undefined) return PENDING;
    const answer = await handOver(call);
    if (answer !== PENDING) call.submit(answer);
    return PENDING;
  };

/** The optimised integrations, by what follows `arn:aws:states:::`. */
const OPTIMISED: Readonly<Record<string, Integration>> = {
  'dynamodb:deleteItem': deleteItem,
  'dynamodb:getItem': getItem,
  'dynamodb:putItem': putItem,
  'dynamodb:updateItem': updateItem,
  'events:putEvents': putEvents,
  'events:putEvents.waitForTaskToken': waitForTaskToken(putEvents),
  'http:invoke': httpInvoke,
  'lambda:invoke': lambdaInvoke,
  'lambda:invoke.waitForTaskToken': waitForTaskToken(lambdaInvoke),
  'sns:publish': publish,
  'sns:publish.waitForTaskToken': waitForTaskToken(publish),
  'sqs:sendMessage': sendMessage,
  'sqs:sendMessage.waitForTaskToken': waitForTaskToken(sendMessage),
  'states:startExecution': startExecution,
  'states:startExecution.sync': startExecutionSync,
  'states:startExecution.sync:2': startExecutionSync2,
  'states:startExecution.waitForTaskToken': waitForTaskToken(startExecution),
};

const SERVICE = /^arn:aws[\w-]*:states:[^:]*:[^:]*:(.+)$/;

/** What does the tasks of a resource; undefined where nothing here can. */
export function integrationOf(resource: string): Integration | undefined {
  if (/^arn:aws[\w-]*:lambda:/.test(resource)) return lambdaFunction;
  const name = SERVICE.exec(resource)?.[1] ?? '';
  if (name.startsWith('activity:')) return activity;
  if (name.startsWith('aws-sdk:')) return sdkActionOf(resource) && awsSdk;
  return OPTIMISED[name];
}
