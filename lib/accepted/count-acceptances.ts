import { count } from '../powertools.ts';
import type { Acceptance } from './accept-events.ts';

/** Tells the metrics what became of events that came in. */
export function countAcceptances(answers: readonly Acceptance[]): void {
  const accepted = answers.filter((answer) => answer.accepted);
  const repeated = accepted.filter((answer) => answer.repeated).length;
  count('EventsAccepted', accepted.length - repeated);
  count('EventsRepeated', repeated);
  count('EventsRefused', answers.length - accepted.length);
}
