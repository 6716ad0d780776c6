import type { EdgeRequest, EdgeResponse } from '../../../core/service.ts';
import type { Callback } from '../resources/provider.ts';
import type { CloudFormationState } from '../state.ts';
import { isObject, type JsonObject } from '../template/json.ts';

export interface Received {
  readonly bodies: readonly JsonObject[];
}

const PATH = '/_aws/cloudformation/callbacks/';

/**
 * Opens an address that a custom resource's function or a wait condition's sender answers to, in the
 * place of AWS's presigned address in S3. What it takes outlives the process.
 */
export function openCallback(state: CloudFormationState, id: string): Callback {
  const { callbacks, listeners, deps } = state;
  if (!callbacks.has(id)) callbacks.put(id, { bodies: [] });
  return {
    url: `${deps.endpoint()}${PATH}${id}`,
    received: () => callbacks.get(id)?.bodies ?? [],
    more: (deadline) =>
      new Promise((resolve) => {
        const cancel = deps.clock.at(deadline, resolve);
        listeners.set(id, () => {
          cancel();
          resolve();
        });
      }),
    close() {
      callbacks.delete(id);
      listeners.delete(id);
    },
  };
}

/** The open address of that form; undefined: there is none. */
export function findCallback(state: CloudFormationState, url: string): Callback | undefined {
  const id = url.slice(url.indexOf(PATH) + PATH.length);
  return url.includes(PATH) && state.callbacks.has(id) ? openCallback(state, id) : undefined;
}

const answer = (status: number): EdgeResponse => ({ status, headers: {}, body: '' });

/** Takes what is sent to an open address; undefined where the address is none of ours. */
export function takeCallback(state: CloudFormationState, request: EdgeRequest): Promise<EdgeResponse> | undefined {
  if (!request.url.startsWith(PATH)) return undefined;
  const id = request.url.slice(PATH.length).split('?')[0] ?? '';
  const open = state.callbacks.get(id);
  if (!open) return Promise.resolve(answer(403));
  if (request.method !== 'PUT') return Promise.resolve(answer(405));
  let body: unknown;
  try {
    body = JSON.parse(Buffer.from(request.body).toString('utf8'));
  } catch {
    return Promise.resolve(answer(400));
  }
  if (!isObject(body)) return Promise.resolve(answer(400));
  state.callbacks.put(id, { bodies: [...open.bodies, body] });
  state.listeners.get(id)?.();
  return Promise.resolve(answer(200));
}
