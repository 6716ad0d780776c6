import { formatArn, type Place, placeKey } from '../../core/arn.ts';
import { AwsError } from '../../core/aws-error.ts';
import type { Instant } from '../../core/clock.ts';

export interface LoggingConfig {
  readonly format: 'Text' | 'JSON';
  readonly applicationLevel: string;
  readonly systemLevel: string;
  readonly group: string;
}

/** What of a function is versioned. */
export interface FunctionVersion extends Place {
  readonly name: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly role: string;
  readonly runtime: string;
  readonly handler: string;
  readonly description: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly architectures: readonly string[];
  readonly ephemeralMegabytes: number;
  readonly logging: LoggingConfig;
  readonly tracing: string;
  readonly deadLetterArn: string | undefined;
  readonly codeSha256: string;
  readonly codeSize: number;
  readonly modified: Instant;
  /** Changes with every change, so that environments of an older one are not used again. */
  readonly revision: string;
}

export interface Alias {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly revision: string;
}

export interface LambdaFunction extends Place {
  readonly name: string;
  readonly latest: FunctionVersion;
  readonly versions: readonly FunctionVersion[];
  readonly lastVersion: number;
  readonly aliases: Readonly<Record<string, Alias>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly reservedConcurrency: number | undefined;
  /** Statements of the resource policy by qualifier ('' for none). */
  readonly permissions: readonly { readonly qualifier: string; readonly sid: string; readonly statement: object }[];
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
  /^(?:arn:aws:lambda:([a-z0-9-]+):(\d{12}):function:|(?:(\d{12}):)?function:)?([\w-]{1,64})(?::(\$LATEST|[\w-]+))?$/;

/**
 * A function as callers name it: name, name:qualifier, partial ARN or ARN.
 * @throws AwsError `ValidationException`
 */
export function parseFunctionName(text: string, qualifier: string | undefined, place: Place): FunctionName {
  const [, region, account, partial, name, own] = NAME.exec(text) ?? [];
  if (name === undefined) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?`,
    );
  }
  if (own !== undefined && qualifier !== undefined && own !== qualifier) {
    throw new AwsError(
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  }
  return {
    name,
    qualifier: own ?? qualifier ?? '',
    region: region ?? place.region,
    accountId: account ?? partial ?? place.accountId,
  };
}

export const functionNotFound = (name: FunctionName): AwsError =>
  new AwsError('ResourceNotFoundException', `Function not found: ${functionArn(name, name.name, name.qualifier)}`, {
    status: 404,
    fields: { Type: 'User' },
  });

/** The version behind a qualifier: a number, `$LATEST` or an alias. @throws AwsError `ResourceNotFoundException` */
export function versionOf(fn: LambdaFunction, wanted: FunctionName): FunctionVersion {
  const { qualifier } = wanted;
  if (qualifier === '' || qualifier === '$LATEST') return fn.latest;
  const number = fn.aliases[qualifier]?.version ?? qualifier;
  const found = number === '$LATEST' ? fn.latest : fn.versions.find(({ version }) => version === number);
  if (!found) throw functionNotFound(wanted);
  return found;
}
