import type { PublishAnswer } from '../publishing/publish-request.ts';
import { type HttpResponse, json } from './http-handler.ts';
import { problemOf } from './problem.ts';

const entryOf = (answer: PublishAnswer) =>
  answer.accepted
    ? { index: answer.index, id: answer.id, status: 202, repeated: answer.repeated }
    : { index: answer.index, id: answer.id, status: problemOf(answer.error).status, problem: problemOf(answer.error) };

/** A batch: 202 when every event was accepted, else 207 with the fate of each. */
export function batchResponse(answers: readonly PublishAnswer[]): HttpResponse {
  const accepted = answers.filter((answer) => answer.accepted).length;
  return json(accepted === answers.length ? 202 : 207, {
    accepted,
    rejected: answers.length - accepted,
    events: answers.map(entryOf),
  });
}

/**
 * A single event: 202, or the problem that it has.
 * @throws DomainError
 */
export function singleResponse(answer: PublishAnswer | undefined): HttpResponse {
  if (!answer) throw new TypeError('The event has no answer.');
  if (!answer.accepted) throw answer.error;
  return json(202, { id: answer.id, repeated: answer.repeated });
}
