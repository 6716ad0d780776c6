import type { ClientOptions } from '../start/client-options.ts';
import type { Place } from './verdict.ts';

/** What is made on an emulator, kept busy while it is killed, and looked through at the end. */
export interface Subject {
  /** Milliseconds that the emulator lives, at least and at most. */
  readonly life: readonly [number, number];
  /** How many events were acknowledged so far. */
  acknowledged(): number;
  /** Sends until `signal` ends it; an emulator that is gone is no fault. */
  run(signal: AbortSignal): Promise<void>;
  /** Looks for every acknowledged event. */
  judge(): Promise<Place[]>;
  close(): void;
}

/** @param random in [0, 1) */
export type CreateSubject = (client: ClientOptions, random: () => number) => Promise<Subject>;
