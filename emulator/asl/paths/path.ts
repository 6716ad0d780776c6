import type { Filter } from './filter.ts';

/**
 * A compiled JSONPath in Step Functions' dialect, which is that of the Jayway library: `$` (the data at
 * hand), `$$` (the context object) or `$name` (a variable), then steps.
 */
export interface Path {
  readonly text: string;
  /** `$`, `$$`, or the name of a variable without its `$`. */
  readonly root: string;
  readonly steps: readonly Step[];
  /** It names one place at most, so it yields the value itself. Else it yields the list of what it finds. */
  readonly definite: boolean;
}

export type Step =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from?: number; readonly to?: number }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'filter'; readonly filter: Filter }
  /** `..`: the following step, in every object and array below. */
  | { readonly kind: 'descent' };

export const DATA = '$';
export const CONTEXT = '$$';

/** Several names at the end of a path make one object of their values, so they are definite too. */
export const isDefinite = (step: Step): boolean =>
  step.kind === 'names' || (step.kind === 'indexes' && step.indexes.length === 1);

/** Steps as AWS's messages write them: `$['a'][0][*]`. */
export const canonical = (steps: readonly Step[]): string => `$${steps.map(fragment).join('')}`;

const fragments: { readonly [K in Step['kind']]: (step: Extract<Step, { kind: K }>) => string } = {
  names: ({ names }) => `[${names.map((name) => `'${name}'`).join(', ')}]`,
  indexes: ({ indexes }) => `[${indexes.join(',')}]`,
  slice: ({ from, to }) => `[${from ?? ''}:${to ?? ''}]`,
  wildcard: () => '[*]',
  filter: () => '[?]',
  descent: () => '..',
};

/** One step as AWS's messages write it. */
export const fragment = (step: Step): string => (fragments[step.kind] as (step: Step) => string)(step);
