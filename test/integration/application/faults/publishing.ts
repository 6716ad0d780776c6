import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { logged } from '../../../support/faults/crash.ts';
import { type Fault, refusal, THROTTLED, whileFaulty } from '../../../support/faults/endpoint.ts';
import { whileDenied } from '../../../support/faults/permission.ts';
import { whileQueueIs } from '../../../support/faults/queue.ts';
import type { FaultRow } from '../../../support/faults/world.ts';

const throttled: FaultRow = {
  name: 'PutEvents is throttled: the event is kept and published later, once',
  on: 'publish-events',
  async run({ app, stock, publish, passes, attribute }) {
    const sent = stock('FAULT-THROTTLED', 9);
    const since = Date.now();
    const fault: Fault = async ({ body, forward }) => (body.includes(sent.id) ? THROTTLED.EVENTBRIDGE : forward());
    const answer = await whileFaulty(app, 'publish-events', 'EVENTBRIDGE', fault, () => publish(sent));
    expect(answer).toMatchObject({ status: 202, body: { repeated: false } });
    const line = await logged(app, 'publish-events', `{ $.eventId = "${sent.id}" }`, since);
    expect(JSON.parse(line).cause).toContain('ThrottlingException: Rate exceeded');
    await attribute('warehouse', 'key', 'stock#FAULT-THROTTLED', 'pieces', '9');
    expect(await passes(sent.id)).toBe(1);
  },
};

const partly: FaultRow = {
  name: 'PutEvents fails partly: what failed is sent again, and nothing else is',
  on: 'publish-events',
  async run({ app, stock, passes }) {
    const batch = Array.from({ length: 10 }, () => stock('FAULT-PARTLY', 1));
    const ids = batch.map(({ id }) => id);
    const bus = new EventBridgeClient(app.client);
    const failed = new Set<string>();
    // Each second entry fails at its first try: as AWS answers, 200 with the fate of each.
    const fault: Fault = async ({ body, forward }) => {
      if (!ids.some((id) => body.includes(id))) return forward();
      const { Entries } = JSON.parse(body);
      const results = await Promise.all(
        Entries.map(async (entry: { Detail: string }, index: number) => {
          const { id } = JSON.parse(entry.Detail);
          if (index % 2 === 1 && !failed.has(id)) {
            failed.add(id);
            return { ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' };
          }
          return (await bus.send(new PutEventsCommand({ Entries: [entry] }))).Entries?.[0];
        }),
      );
      const FailedEntryCount = results.filter(({ ErrorCode }) => ErrorCode !== undefined).length;
      return { status: 200, body: JSON.stringify({ FailedEntryCount, Entries: results }) };
    };
    const answer = await whileFaulty(app, 'publish-events', 'EVENTBRIDGE', fault, () => app.publish(batch));
    expect(answer).toMatchObject({ status: 202, body: { accepted: 10, rejected: 0 } });
    expect(failed.size).toBeGreaterThanOrEqual(5);
    for (const id of ids) expect(await passes(id)).toBe(1);
  },
};

const refused: FaultRow = {
  name: 'PutEvents is refused for good, now and later: the event waits as a dead letter with its cause, and is published once redriven',
  on: 'publish-events',
  async run({ app, stock, publish, passes, causes, attribute }) {
    const sent = stock('FAULT-REFUSED', 9);
    const fault: Fault = async ({ body, forward }) =>
      body.includes(sent.id)
        ? refusal('AccessDeniedException', 'not authorized to perform: events:PutEvents', 403)
        : forward();
    // The queue of the unpublished gives up at the second time, and soon.
    const impatient = {
      VisibilityTimeout: '1',
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: `arn:aws:sqs:us-east-1:000000000000:${app.prefix}-unpublished-failed`,
        maxReceiveCount: 1,
      }),
    };
    await whileQueueIs(app, 'unpublished', impatient, () =>
      whileDenied(app, 'republish-events', ['events:PutEvents'], async () => {
        await whileFaulty(app, 'publish-events', 'EVENTBRIDGE', fault, () => publish(sent));
        expect(await causes('unpublished-failed')).toMatchObject([
          { code: 'UNPUBLISHED', message: expect.stringContaining('not authorized to perform: events:PutEvents') },
        ]);
      }),
    );
    await app.invoke('redrive', { action: 'redrive', queue: 'unpublished-failed' });
    await attribute('warehouse', 'key', 'stock#FAULT-REFUSED', 'pieces', '9');
    expect(await passes(sent.id)).toBe(1);
  },
};

export const PUBLISHING: readonly FaultRow[] = [throttled, partly, refused];
