import type { ReplayWindow } from '../replay-window.ts';
import type { Tally } from './replay-plan.ts';

/** An event as the log of all events holds it. */
export interface LoggedEvent {
  readonly id: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly time: string;
  readonly 'replay-name'?: string;
  readonly detail: { readonly id?: string; readonly tenant?: string };
}

/** Events that EventBridge cannot tell apart by source and detail-type, with a few of them. */
export interface Shape {
  readonly source: string;
  readonly detailType: string;
  events: number;
  /** JSON, whole events. */
  readonly samples: string[];
}

/** What was counted of a window. */
export interface WindowEvents {
  /** EventBridge's own. */
  readonly ids: ReadonlySet<string>;
  readonly total: Tally;
  /** Of 64 KB or part of it, by which EventBridge bills. */
  readonly chunks: number;
  readonly byType: Readonly<Record<string, Tally>>;
  readonly byTenant: Readonly<Record<string, Tally>>;
  /** By second of the event's time, since 1970. */
  readonly seconds: ReadonlyMap<number, number>;
  readonly shapes: readonly Shape[];
}

const SAMPLES = 5;
const CHUNK = 64 * 1024;
const TENANT = 2;

const add = (tallies: Map<string, Tally>, key: string, bytes: number): void => {
  const before = tallies.get(key) ?? { events: 0, bytes: 0 };
  tallies.set(key, { events: before.events + 1, bytes: before.bytes + bytes });
};

const sorted = (tallies: ReadonlyMap<string, Tally>): Record<string, Tally> =>
  Object.fromEntries([...tallies].sort(([a], [b]) => a.localeCompare(b)));

/** Counts the events of a window as a log tells them, each once, without those that a replay brought. */
export class WindowCounter {
  readonly #window: ReplayWindow;
  readonly #seen = new Set<string>();
  readonly #byType = new Map<string, Tally>();
  readonly #byTenant = new Map<string, Tally>();
  readonly #seconds = new Map<number, number>();
  readonly #shapes = new Map<string, Shape>();
  #bytes = 0;
  #chunks = 0;

  constructor(window: ReplayWindow) {
    this.#window = window;
  }

  /** @param json the event's text */
  add(event: LoggedEvent, json: string): void {
    const time = new Date(event.time);
    if (event['replay-name'] !== undefined || this.#seen.has(event.id)) return;
    if (time < this.#window.from || time > this.#window.to) return;
    this.#seen.add(event.id);
    const bytes = Buffer.byteLength(json);
    this.#bytes += bytes;
    this.#chunks += Math.ceil(bytes / CHUNK);
    const { source, 'detail-type': detailType } = event;
    add(this.#byType, detailType, bytes);
    add(this.#byTenant, event.detail.tenant ?? source.split('/')[TENANT] ?? source, bytes);
    const second = Math.floor(time.getTime() / 1000);
    this.#seconds.set(second, (this.#seconds.get(second) ?? 0) + 1);
    const key = `${source} ${detailType}`;
    const shape = this.#shapes.get(key) ?? { source, detailType, events: 0, samples: [] };
    this.#shapes.set(key, shape);
    shape.events++;
    // The first ones, then one each time their number has doubled: samples from all of the window, not of its beginning.
    if (shape.events <= SAMPLES || Number.isInteger(Math.log2(shape.events))) shape.samples.push(json);
    if (shape.samples.length > SAMPLES) shape.samples.shift();
  }

  get counted(): WindowEvents {
    return {
      ids: this.#seen,
      total: { events: this.#seen.size, bytes: this.#bytes },
      chunks: this.#chunks,
      byType: sorted(this.#byType),
      byTenant: sorted(this.#byTenant),
      seconds: this.#seconds,
      shapes: [...this.#shapes.values()],
    };
  }
}
