import { formatArn, type Place, placeKey } from '../../core/arn.ts';
import { AwsError } from '../../core/aws-error.ts';
import type { Instant } from '../../core/clock.ts';

export interface LoggingConfig {
  readonly format: 'Text' | 'JSON';
  /** Of the JSON format only. */
  readonly applicationLevel: string | undefined;
  readonly systemLevel: string | undefined;
  readonly group: string;
}

/** What a version runs with, apart from its code. */
export interface Settings {
  readonly role: string;
  readonly runtime: string;
  readonly handler: string;
  readonly description: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>> | undefined;
  readonly ephemeralMegabytes: number;
  readonly logging: LoggingConfig;
  readonly tracing: 'Active' | 'PassThrough';
  readonly deadLetterArn: string | undefined;
}

export interface Code {
  readonly architectures: readonly string[];
  /** Base64, as AWS shows it. */
  readonly codeSha256: string;
  readonly codeSize: number;
}

/** What of a function is versioned. */
export interface FunctionVersion extends Place, Settings, Code {
  readonly name: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly modified: Instant;
  /** Until then it is being prepared: `Pending`, or `InProgress` where an earlier one still serves. */
  readonly activeAt: Instant;
  /** Changes with every change, so that environments of an older one are not used again. */
  readonly revision: string;
  /** What AWS shows as the revision while the version is being prepared. */
  readonly preparingRevision: string;
}

export interface Alias {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly revision: string;
  /** The share of calls, from 0 to 1, that another version gets. */
  readonly weights: Readonly<Record<string, number>>;
}

/** The resource policy of a function, or of one of its versions or aliases. */
export interface FunctionPolicy {
  readonly revision: string;
  readonly statements: readonly { readonly Sid: string }[];
  /** The whole policy, as GetPolicy gives it. */
  readonly text: string;
}

export interface LambdaFunction extends Place {
  readonly name: string;
  readonly latest: FunctionVersion;
  /** What `$LATEST` was before an update, until the update is done; undefined before the first. */
  readonly before: FunctionVersion | undefined;
  readonly versions: readonly FunctionVersion[];
  readonly lastVersion: number;
  readonly aliases: Readonly<Record<string, Alias>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly reservedConcurrency: number | undefined;
  /** By qualifier; '' for none. */
  readonly policies: Readonly<Record<string, FunctionPolicy>>;
}

export const functionArn = (place: Place, name: string, qualifier = ''): string =>
  formatArn('lambda', place, `function:${name}${qualifier === '' ? '' : `:${qualifier}`}`);

export const functionKey = (place: Place, name: string): string => placeKey(place, name);

export interface FunctionName extends Place {
  readonly name: string;
  /** '' where none was given. */
  readonly qualifier: string;
}

const NAME =
  /^(?:(?:arn:aws:lambda:)?(?:([a-z]{2}(?:-[a-z]+)+-\d):)?(?:(\d{12}):)?(?:function:))?([\w-]+)(?::(\$LATEST|[\w-]+))?$/;
const SHORT_NAME = /^(\d{12}):([\w-]+)(?::(\$LATEST|[\w-]+))?$/;

const parts = (text: string): readonly (string | undefined)[] => {
  const [, account, shortName, shortQualifier] = SHORT_NAME.exec(text) ?? [];
  if (shortName !== undefined) return [undefined, account, shortName, shortQualifier];
  return NAME.exec(text)?.slice(1) ?? [];
};

const invalid = (text: string, constraint: string): AwsError =>
  new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint: Member must ${constraint}`,
  );

/**
 * A function as callers name it: name, name:qualifier, partial ARN or ARN.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestParameters
 * @throws AwsError `ValidationException`, `InvalidParameterValueException`, `ResourceNotFoundException` for another region
 */
export function parseFunctionName(text: string, qualifier: string | undefined, place: Place): FunctionName {
  const [region, accountId, name, own] = parts(text);
  if (name === undefined) {
    throw invalid(
      text,
      'satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?',
    );
  }
  if (name.length > 64) throw invalid(text, 'have length less than or equal to 64');
  if (own !== undefined && qualifier !== undefined && own !== qualifier) {
    throw new AwsError(
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  }
  if (region !== undefined && region !== place.region) {
    throw new AwsError(
      'ResourceNotFoundException',
      `Functions from '${region}' are not reachable in this region ('${place.region}')`,
    );
  }
  return {
    name,
    qualifier: own ?? qualifier ?? '',
    region: place.region,
    accountId: accountId ?? place.accountId,
  };
}

export const functionNotFound = (name: FunctionName): AwsError =>
  new AwsError('ResourceNotFoundException', `Function not found: ${functionArn(name, name.name, name.qualifier)}`);

/** The version behind a qualifier: a number, `$LATEST` or an alias. @throws AwsError `ResourceNotFoundException` */
export function versionOf(fn: LambdaFunction, wanted: FunctionName): FunctionVersion {
  const { qualifier } = wanted;
  if (qualifier === '' || qualifier === '$LATEST') return fn.latest;
  const number = fn.aliases[qualifier]?.version ?? qualifier;
  const found = number === '$LATEST' ? fn.latest : fn.versions.find(({ version }) => version === number);
  if (!found) throw functionNotFound(wanted);
  return found;
}

/** What both the state and the operations on a function that is not ready say. */
const notNow = (reason: string): AwsError =>
  new AwsError('ResourceConflictException', `The operation cannot be performed at this time. ${reason}`);

export const pending = (): AwsError => notNow('The function is currently in the following state: Pending');

/**
 * The version that takes a call now: while `$LATEST` is being updated, what it was before.
 * https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html
 * @throws AwsError `ResourceConflictException` where it is still being created
 */
export function servingVersion(fn: LambdaFunction, version: FunctionVersion, now: Instant): FunctionVersion {
  if (version.activeAt <= now) return version;
  if (version.version === '$LATEST' && fn.before) return fn.before;
  throw pending();
}

/** @throws AwsError `ResourceConflictException` while the function is being created or updated */
export function checkSettled(fn: LambdaFunction, now: Instant): void {
  if (fn.latest.activeAt <= now) return;
  if (!fn.before) throw pending();
  throw notNow(`An update is in progress for resource: ${functionArn(fn, fn.name)}`);
}
