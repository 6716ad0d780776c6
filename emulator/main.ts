#!/usr/bin/env node
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { drivenClock, systemClock } from './core/clock.ts';
import { systemIds } from './core/ids.ts';
import type { Logger } from './core/service.ts';
import { startEmulator } from './server.ts';
import type { EventsOptions } from './services/events/index.ts';
import { shrinkHeapSoon } from './shrink-heap.ts';

const HELP = `Usage: npm run emulator -- [options]

An empty AWS account on 127.0.0.1, for development and tests.

  --port N        port to listen on (default 4566; 0: any free one)
  --data DIR      where the state is kept (default .trestle/data); it survives kill -9
  --ephemeral     keep nothing: the state is gone when the process ends
  --region NAME   region of requests that name none (default us-east-1)
  --driven-clock  time stands still until POST /_emulator/clock (advance=<seconds>) moves it
  --archive-lag S seconds until an archived event can be replayed (default 0; up to 600 on AWS)
  --partner-accounts A,B
                  accounts that AWS would have registered as EventBridge partners; "none": none
                  (default 000000000000)
  --put-events-limit BYTES
                  what the entries of one PutEvents may have together (default 262144; AWS has
                  announced 1048576)
  --local-destinations
                  API destinations and HTTP Tasks may call this machine and private networks, over
                  plain HTTP too; AWS, which could not reach them, refuses
  --help          this text

Prints "ready http://127.0.0.1:<port>" when it listens. Point any AWS client at it with
AWS_ENDPOINT_URL; the access key may be anything.`;

const refuse = (message: string): never => {
  console.error(`emulator: ${message}\nTry: npm run emulator -- --help`);
  process.exit(2);
};

function readOptions() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '4566' },
        data: { type: 'string' },
        ephemeral: { type: 'boolean', default: false },
        region: { type: 'string', default: 'us-east-1' },
        'driven-clock': { type: 'boolean', default: false },
        'archive-lag': { type: 'string', default: '0' },
        'partner-accounts': { type: 'string' },
        'put-events-limit': { type: 'string', default: '262144' },
        'local-destinations': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

const log: Logger = {
  info: (message, fields) => console.error(message, fields ?? ''),
  error: (message, fields) => console.error(message, fields ?? ''),
};

/** Where EventBridge may be chosen to behave otherwise than it does by default. */
function eventsOptions(options: ReturnType<typeof readOptions>): EventsOptions {
  const archiveLag = Number(options['archive-lag']) * 1000;
  if (!(archiveLag >= 0)) refuse(`--archive-lag takes a number of seconds, not "${options['archive-lag']}".`);
  const mostEntryBytes = Number(options['put-events-limit']);
  if (!Number.isInteger(mostEntryBytes) || mostEntryBytes < 1)
    refuse(`--put-events-limit takes a number of bytes, not "${options['put-events-limit']}".`);
  const named = options['partner-accounts'];
  const partnerAccounts = named === 'none' ? [] : named?.split(',');
  if (partnerAccounts && !partnerAccounts.every((account) => /^\d{12}$/.test(account)))
    refuse(`--partner-accounts takes numbers of twelve digits, or none; not "${named}".`);
  return {
    archiveLag,
    mostEntryBytes,
    localDestinations: options['local-destinations'],
    ...(partnerAccounts ? { partnerAccounts } : {}),
  };
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) return console.log(HELP);
  const port = Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    refuse(`--port takes a number from 0 to 65535, not "${options.port}".`);
  if (options.ephemeral && options.data !== undefined) refuse('--data and --ephemeral exclude each other.');

  const scratch = mkdtempSync(path.join(os.tmpdir(), 'trestle-'));
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
  const driven = options['driven-clock'] ? drivenClock(Date.now()) : undefined;
  const emulator = await startEmulator({
    port,
    data: options.ephemeral ? undefined : path.resolve(options.data ?? '.trestle/data'),
    scratch,
    region: options.region,
    clock: driven ?? systemClock(),
    ...(driven ? { driven } : {}),
    ids: systemIds(),
    log,
    events: eventsOptions(options),
  });
  console.log(`ready ${emulator.endpoint}`);
  shrinkHeapSoon();

  const stop = (): void => {
    emulator.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('stopping failed', { error: String(error) });
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  const advice = message.includes('EADDRINUSE')
    ? ' Another process listens there: stop it, or choose another port with --port.'
    : '';
  console.error(`emulator: ${message}${advice}`);
  process.exit(1);
});
