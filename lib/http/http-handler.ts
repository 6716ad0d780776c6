import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy, { type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { DomainError } from '../errors.ts';
import { logger, metrics } from '../powertools.ts';
import { INTERNAL_PROBLEM, type Problem, problemOf, RETRYABLE } from './problem.ts';
import { correlationIdOf, type HttpRequest, readRequest } from './request.ts';

export type HttpResponse = APIGatewayProxyStructuredResultV2 & { readonly statusCode: number };

export const json = (statusCode: number, body: unknown, headers: Record<string, string> = {}): HttpResponse => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

const problemResponse = (problem: Problem, headers: Record<string, string> = {}): HttpResponse =>
  json(problem.status, problem, { 'content-type': 'application/problem+json', ...headers });

type Middleware = MiddlewareObj<APIGatewayProxyEventV2, HttpResponse>;

/** The correlation id goes into every line of the log and back to the caller. */
const correlation = (): Middleware => {
  const answer: Middleware['after'] = ({ event, response }) => {
    if (response) response.headers = { ...response.headers, 'x-correlation-id': correlationIdOf(event) };
  };
  return {
    before: ({ event }) => logger.appendKeys({ correlationId: correlationIdOf(event) }),
    after: answer,
    onError: answer,
  };
};

/** Turns what a handler throws into problem+json. A fault of ours is logged whole and told in general. */
const problems = (): Middleware => ({
  onError: (request) => {
    const { error } = request;
    if (!(error instanceof DomainError)) {
      logger.error('The request failed', { error });
      request.response = problemResponse(INTERNAL_PROBLEM);
      return;
    }
    logger.info('The request was refused', { kind: error.kind, reason: error.message, violations: error.violations });
    request.response = problemResponse(problemOf(error), RETRYABLE.has(error.kind) ? { 'retry-after': '2' } : {});
  },
});

/** The chain of every HTTP API function. middy runs `onError` last to first, so `problems` stands last. */
export const httpHandler = (handle: (request: HttpRequest) => Promise<HttpResponse>) =>
  middy<APIGatewayProxyEventV2, HttpResponse>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use(logMetrics(metrics))
    .use(correlation())
    .use(problems())
    .handler((event) => handle(readRequest(event)));
