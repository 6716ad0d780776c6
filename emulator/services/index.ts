import type { PoliciesOf } from '../authorize.ts';
import type { Service, ServiceDeps } from '../core/service.ts';
import type { IdentifyEdge, SessionOf } from '../identify.ts';
import type { Store } from '../store/store.ts';
import { createSqs } from './sqs/index.ts';

/** What some services need of the composition root beyond the common parts. */
export interface ServicePorts {
  /** Who signed a request to an HTTP API. */
  readonly identifyEdge: IdentifyEdge;
}

export interface Services {
  readonly services: readonly Service[];
  /** Of IAM: the policies of a role. */
  readonly policiesOf: PoliciesOf;
  /** Of STS: the session behind an access key. */
  readonly sessionOf: SessionOf;
}

/** Every service of the emulator. Where one offers a port to another, it is handed over here. */
export function createServices(depsOf: (id: string) => ServiceDeps<Store>, ports: ServicePorts): Services {
  void ports;
  return { services: [createSqs(depsOf('sqs'))], policiesOf: () => undefined, sessionOf: () => undefined };
}
