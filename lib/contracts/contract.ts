import type { JsonObject } from '../json.ts';

/**
 * One event type: a JSON Schema (2020-12) of the event's `data`, with what people need to know of it.
 * Each is a file of its own, `events/<domain>/<type>.json`.
 */
export interface Contract extends JsonObject {
  /** `trestle:<domain>/<type>/<version>`; what `dataschema` of an event says. */
  readonly $id: string;
  /** The event type: dotted, past tense where it is ours. */
  readonly title: string;
  readonly description: string;
  readonly 'x-version': number;
  /** Whom to ask. */
  readonly 'x-owner': string;
  /** Instances of `data` that keep the contract; at least one. */
  readonly examples: readonly JsonObject[];
}
