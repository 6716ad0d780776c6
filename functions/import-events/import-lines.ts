import { acceptedEvents } from '../../lib/aws/accepted-store.ts';
import { publishEvents } from '../../lib/aws/event-publisher.ts';
import { admitSource } from '../../lib/aws/source-states.ts';
import { taskHandler } from '../../lib/aws/task-handler.ts';
import { setting } from '../../lib/environment.ts';
import { type ImportFormat, type ImportLine, importLines } from '../../lib/imports/import-lines.ts';
import { publishRequest } from '../../lib/publishing/publish-request.ts';

interface Batch {
  readonly lines: readonly ImportLine[];
  readonly format: ImportFormat;
  /** Of the whole file: its events have the same correlation id. */
  readonly correlationId: string;
}

const accepted = acceptedEvents();
const provider = setting('PROVIDER');

/** Publishes a batch of lines. Idempotency key: tenant and event id. */
export const handler = taskHandler(({ lines, format, correlationId }: Batch) =>
  importLines(lines, format, (events) =>
    publishRequest(
      events,
      { now: new Date().toISOString(), correlationId, provider },
      { accepted, publish: publishEvents, admit: admitSource },
    ),
  ),
);
