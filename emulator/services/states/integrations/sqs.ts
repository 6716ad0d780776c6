import type { Json, JsonObject } from '../../../asl/index.ts';
import type { Integration } from './integration.ts';
import { asText, callOptimised, given, type OptimisedApi, parametersOf, withMetadata } from './optimised.ts';

const API: OptimisedApi = {
  service: 'sqs',
  names: { prefix: 'SQS', generic: 'AmazonSQSException', service: 'AmazonSQS', onlyGeneric: true },
  contentType: 'application/x-amz-json-1.0',
};

const body = (value: Json | undefined): JsonObject => (value === undefined ? {} : { MessageBody: asText(value) });

/** A body that is no text is sent as JSON. https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html */
export const sendMessage: Integration = async (call) => {
  const parameters = given(parametersOf(call));
  const sent = { ...parameters, ...body(parameters.MessageBody) };
  return withMetadata(call, API, await callOptimised(call, API, 'SendMessage', sent));
};
