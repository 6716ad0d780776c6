import type { EdgeRequest } from '../../../core/service.ts';

export interface Address {
  readonly apiId: string;
  /** Below the API's own address, with its leading slash, still percent-encoded. */
  readonly path: string;
  readonly query: string;
}

const HOST = /^([a-z0-9]{10})\.execute-api\./;
const PATH = /^\/_aws\/execute-api\/([a-z0-9]{10})(?=\/|$)/;

/**
 * Which API a request is for: by its host, as on AWS (`<id>.execute-api.<region>.…`), or by an address of
 * this process, for clients that cannot resolve such hosts.
 */
export function addressOf({ url, host }: EdgeRequest): Address | undefined {
  const mark = url.indexOf('?');
  const [path, query] = mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
  const byHost = HOST.exec(host)?.[1];
  if (byHost !== undefined) return { apiId: byHost, path, query };
  const [prefix, byPath] = PATH.exec(path) ?? [];
  return byPath === undefined || prefix === undefined
    ? undefined
    : { apiId: byPath, path: path.slice(prefix.length) || '/', query };
}
