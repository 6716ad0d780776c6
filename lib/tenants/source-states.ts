import { parseSource } from '../events/event-source.ts';
import type { SourceState, Tenants } from './tenant.ts';

/** What becomes of an event, by the state of its source. `UNKNOWN`: nobody registered it. */
export type Standing = SourceState | 'UNKNOWN';

/** The states of sources, each remembered for a while. An activation waits as long before it replays. */
export class SourceStates {
  readonly #tenants: Pick<Tenants, 'findSource'>;
  readonly #now: () => number;
  readonly #memory: number;
  readonly #known = new Map<string, { readonly at: number; readonly standing: Promise<Standing> }>();

  /**
   * @param now milliseconds since 1970
   * @param memorySeconds for which a state is remembered
   */
  constructor(tenants: Pick<Tenants, 'findSource'>, now: () => number, memorySeconds: number) {
    this.#tenants = tenants;
    this.#now = now;
    this.#memory = memorySeconds * 1000;
  }

  of(source: string): Promise<Standing> {
    const known = this.#known.get(source);
    if (known && this.#now() - known.at < this.#memory) return known.standing;
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
