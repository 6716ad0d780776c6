import type { AcceptedEvents, Claim, EventKey } from '../../lib/accepted/accepted-events.ts';

/** After which a claim lapses. */
export const CLAIM_SECONDS = 60;

/** `AcceptedEvents` in memory. */
export class MemoryAcceptedEvents implements AcceptedEvents {
  readonly #known = new Map<
    string,
    { readonly fingerprint: string; readonly accepted: boolean; readonly lapses: number }
  >();
  readonly #now: () => number;

  constructor(now: () => number = () => 0) {
    this.#now = now;
  }

  async claim({ tenant, id, fingerprint }: EventKey): Promise<Claim> {
    const known = this.#known.get(`${tenant}#${id}`);
    if (known && known.fingerprint !== fingerprint) return 'conflict';
    if (known?.accepted) return 'repeated';
    if (known && known.lapses >= this.#now()) return 'running';
    this.#known.set(`${tenant}#${id}`, { fingerprint, accepted: false, lapses: this.#now() + CLAIM_SECONDS * 1000 });
    return 'new';
  }

  async confirm({ tenant, id, fingerprint }: EventKey): Promise<void> {
    this.#known.set(`${tenant}#${id}`, { fingerprint, accepted: true, lapses: 0 });
  }

  async release({ tenant, id }: EventKey): Promise<void> {
    if (!this.#known.get(`${tenant}#${id}`)?.accepted) this.#known.delete(`${tenant}#${id}`);
  }
}
