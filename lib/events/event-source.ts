/** A stream of one tenant: the parts of `partner/<provider>/<tenant>/<stream>`. */
export interface EventSource {
  readonly provider: string;
  readonly tenant: string;
  readonly stream: string;
}

const FORM = /^partner\/([a-z0-9-]+)\/([a-z0-9-]+)\/([a-z0-9-]+)$/;

/** Undefined: not of the form. */
export function parseSource(text: string): EventSource | undefined {
  const [, provider, tenant, stream] = FORM.exec(text) ?? [];
  return provider !== undefined && tenant !== undefined && stream !== undefined
    ? { provider, tenant, stream }
    : undefined;
}

export const formatSource = ({ provider, tenant, stream }: EventSource): string =>
  `partner/${provider}/${tenant}/${stream}`;
