import type { Instant } from '../../core/clock.ts';
import { type Code, type FunctionVersion, functionKey, type LambdaFunction, type Settings } from './function.ts';
import type { LambdaState } from './state.ts';

/**
 * How long a new function is `Pending`, an update `InProgress`, an event source mapping `Creating`. On AWS it is a second or more;
 * it is shorter here, but never nothing, so that a client that does not wait fails here as there.
 */
export const PREPARATION_MILLISECONDS = 200;

type Owner = Pick<FunctionVersion, 'accountId' | 'region' | 'name'>;

/** What `$LATEST` becomes with these settings and this code. */
export const latestOf = (
  { deps }: LambdaState,
  { accountId, region, name }: Owner,
  settings: Settings,
  { architectures, codeSha256, codeSize }: Code,
  now: Instant,
): FunctionVersion => ({
  ...settings,
  accountId,
  region,
  name,
  version: '$LATEST',
  architectures,
  codeSha256,
  codeSize,
  modified: now,
  activeAt: now + PREPARATION_MILLISECONDS,
  revision: deps.ids.uuid(),
  preparingRevision: deps.ids.uuid(),
});

/** What two versions must have in common to be the same: all but names, times and descriptions. */
const contentOf = ({
  version: _version,
  description: _description,
  modified: _modified,
  activeAt: _activeAt,
  revision: _revision,
  preparingRevision: _preparing,
  ...content
}: FunctionVersion): string => JSON.stringify(content);

/**
 * `$LATEST` as a numbered version; where it is what was published last, that one again.
 * https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html
 */
export function publish(
  { deps }: LambdaState,
  fn: LambdaFunction,
  description: string | undefined,
  now: Instant,
): { readonly fn: LambdaFunction; readonly version: FunctionVersion } {
  const last = fn.versions.at(-1);
  if (last && contentOf(last) === contentOf(fn.latest)) return { fn, version: last };
  const number = fn.lastVersion + 1;
  const version: FunctionVersion = {
    ...fn.latest,
    version: String(number),
    description: description ?? fn.latest.description,
    modified: now,
    revision: deps.ids.uuid(),
  };
  return { fn: { ...fn, lastVersion: number, versions: [...fn.versions, version] }, version };
}

/** The code that any version of any function still uses, by its SHA-256. */
export const usedCode = ({ functions }: LambdaState): readonly string[] =>
  functions
    .values()
    .flatMap(({ latest, before, versions }) => [latest, ...(before ? [before] : []), ...versions])
    .map(({ codeSha256 }) => codeSha256);

/** Drops code, unless a version of a function still uses it. */
export function dropUnusedCode(state: LambdaState, candidates: readonly string[]): void {
  const used = new Set(usedCode(state));
  for (const sha256 of new Set(candidates)) if (!used.has(sha256)) state.code.delete(sha256);
}

/** Puts a function whose `$LATEST` has changed, and lets go of what served before it. */
export function replaceLatest(state: LambdaState, old: LambdaFunction, fn: LambdaFunction): void {
  state.deps.store.atomic(() => {
    state.functions.put(functionKey(fn, fn.name), fn);
    if (old.before) dropUnusedCode(state, [old.before.codeSha256]);
  });
}
