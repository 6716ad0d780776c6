import { parseSource } from '../events/event-source.ts';
import type { SourceState, Tenants } from './tenant.ts';

/** What becomes of an event, by the state of its source. `UNKNOWN`: nobody registered it. */
export type Standing = SourceState | 'UNKNOWN';

/** Milliseconds for which a state is remembered. An activation waits as long before it replays. */
export const SOURCE_MEMORY = 30_000;

/** The states of sources, each asked for at most once in `SOURCE_MEMORY`. */
export class SourceStates {
  readonly #tenants: Pick<Tenants, 'findSource'>;
  readonly #now: () => number;
  readonly #known = new Map<string, { readonly at: number; readonly standing: Promise<Standing> }>();

  /** @param now milliseconds since 1970 */
  constructor(tenants: Pick<Tenants, 'findSource'>, now: () => number) {
    this.#tenants = tenants;
    this.#now = now;
  }

  of(source: string): Promise<Standing> {
    const known = this.#known.get(source);
    if (known && this.#now() - known.at < SOURCE_MEMORY) return known.standing;
    const standing = this.#ask(source);
    if (this.#known.size >= 10_000) this.#known.clear();
    this.#known.set(source, { at: this.#now(), standing });
    standing.catch(() => this.#known.delete(source));
    return standing;
  }

  async #ask(source: string): Promise<Standing> {
    const { tenant, stream } = parseSource(source) ?? {};
    if (tenant === undefined || stream === undefined) return 'UNKNOWN';
    return (await this.#tenants.findSource(tenant, stream))?.state ?? 'UNKNOWN';
  }
}
