import { drivenClock } from '../../emulator/core/clock.ts';
import { seededIds } from '../../emulator/core/ids.ts';
import type { Service, ServiceDeps } from '../../emulator/core/service.ts';
import { createServices } from '../../emulator/services/index.ts';
import { openStore } from '../../emulator/store/sqlite-store.ts';
import type { Store } from '../../emulator/store/store.ts';

/** Every service of the emulator, made to be looked at: none is started, and nothing is kept. */
export function makeServices(): readonly Service[] {
  const nobody = (): never => {
    throw new Error('these services are only looked at');
  };
  const deps: ServiceDeps<Store> = {
    store: openStore(undefined),
    clock: drivenClock(0),
    ids: seededIds(1),
    aws: { call: nobody },
    metrics: { put: nobody, count: nobody },
    log: { info() {}, error() {} },
    endpoint: nobody,
    region: 'us-east-1',
    folder: '',
  };
  return createServices(() => deps, { identifyEdge: nobody }).services;
}
