/** Operators that compare a string value with one text. */
export type TextOperator =
  | 'string'
  | 'prefix'
  | 'suffix'
  | 'equals-ignore-case'
  | 'prefix-ignore-case'
  | 'suffix-ignore-case'
  | 'wildcard';

export type TextPredicate = {
  [Kind in TextOperator]: { readonly kind: Kind; readonly text: string };
}[TextOperator];

/** What an anything-but may exclude. */
export type Exclusion =
  | TextPredicate
  /** A number, in millionths. */
  | { readonly kind: 'number'; readonly micros: number };

/** One alternative in the list of a field. It looks at a single value of the event, or at the field's absence. */
export type Predicate =
  | Exclusion
  /** true, false, null, or a number that cannot be compared as one, by its text in the JSON. */
  | { readonly kind: 'literal'; readonly text: string }
  /** A range of numbers in millionths, both ends included. */
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | { readonly kind: 'cidr'; readonly family: 4 | 6; readonly low: bigint; readonly high: bigint }
  | { readonly kind: 'exists' }
  | { readonly kind: 'absent' }
  /** Passes for a value that none of the exclusions meets. */
  | { readonly kind: 'anything-but'; readonly exclusions: readonly Exclusion[] };

/** Fields that must all be met, by their dotted path. A pattern without `$or` has one clause. */
export type Clause = ReadonlyMap<string, readonly Predicate[]>;

/** A parsed pattern: it matches if one of its clauses does. */
export interface Pattern {
  readonly clauses: readonly Clause[];
}
