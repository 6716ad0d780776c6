import type { Place } from '../../../core/arn.ts';
import type { Instant } from '../../../core/clock.ts';

/** What an event is made of. `detail` is JSON text, without white space between its tokens. */
export interface EventParts extends Place {
  readonly id: string;
  readonly source: string;
  readonly detailType: string;
  readonly resources: readonly string[];
  readonly detail: string;
  readonly time: Instant;
}

/** Events bear whole seconds. */
export const wholeSeconds = (time: Instant): Instant => Math.floor(time / 1000) * 1000;

let lastSecond = Number.NaN;
let lastText = '';

/** `2026-11-23T12:00:00Z`; events that come together mostly bear the same. */
function timeText(time: Instant): string {
  const second = Math.floor(time / 1000);
  if (second !== lastSecond) {
    lastText = `${new Date(second * 1000).toISOString().slice(0, 19)}Z`;
    lastSecond = second;
  }
  return lastText;
}

/** The JSON that rules match and targets receive. https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
export const envelopeOf = (event: EventParts): string =>
  `{"version":"0","id":"${event.id}","detail-type":${JSON.stringify(event.detailType)},"source":${JSON.stringify(event.source)},"account":"${event.accountId}","time":"${timeText(event.time)}","region":"${event.region}","resources":${event.resources.length === 0 ? '[]' : JSON.stringify(event.resources)},"detail":${event.detail}}`;

/** The envelope of an event that is replayed. */
export const replayedEnvelope = (envelope: string, replayName: string): string =>
  `${envelope.slice(0, -1)},"replay-name":${JSON.stringify(replayName)}}`;
