import type { Json, JsonObject } from '../../../asl/index.ts';
import type { Integration } from './integration.ts';
import { asText, callOptimised, given, type OptimisedApi, parametersOf, withMetadata } from './optimised.ts';

const API: OptimisedApi = {
  service: 'sns',
  names: { prefix: 'SNS', generic: 'AmazonSNSException', service: 'AmazonSNS' },
  contentType: 'text/xml',
};

const message = (value: Json | undefined): JsonObject => (value === undefined ? {} : { Message: asText(value) });

/** A message that is no text is sent as JSON. https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html */
export const publish: Integration = async (call) => {
  const parameters = given(parametersOf(call));
  const sent = { ...parameters, ...message(parameters.Message) };
  return withMetadata(call, API, await callOptimised(call, API, 'Publish', sent));
};
