import type { EventDraft } from '../events/cloud-event.ts';
import type { JsonObject } from '../json.ts';

/** One event type; each is a file of its own, `events/<domain>/<type>.json`. */
export interface Contract {
  /** Dotted; past tense where it is ours. Also the file's name. */
  readonly type: string;
  /** Raised when an event that kept the contract before may break it now. */
  readonly version: number;
  readonly description: string;
  /** Whom to ask. */
  readonly owner: string;
  /** JSON Schema (2020-12) of the event's `data`; its `$id`, `trestle:<domain>/<type>/<version>`, is the event's `dataschema`. */
  readonly schema: JsonObject & { readonly $id: string };
  /** Whole events that keep the contract; at least one. */
  readonly examples: readonly [EventDraft, ...EventDraft[]];
}
