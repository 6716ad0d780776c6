import type { ParameterTier, ParameterType } from '@aws-sdk/client-ssm';
import { formatArn, type Place } from '../../core/arn.ts';
import type { Instant } from '../../core/clock.ts';

export interface Version {
  readonly number: number;
  /** Of a SecureString the ciphertext, in base64. */
  readonly value: string;
  readonly modified: Instant;
  /** ARN of whoever wrote it. */
  readonly user: string;
  readonly description: string | undefined;
  readonly allowedPattern: string | undefined;
  readonly keyId: string | undefined;
  readonly tier: ParameterTier;
  readonly labels: readonly string[];
}

export interface Parameter extends Place {
  readonly name: string;
  readonly type: ParameterType;
  /** Oldest first, a hundred at most. */
  readonly versions: readonly [Version, ...Version[]];
  readonly tags: Readonly<Record<string, string>>;
}

/** `parameter` and the name: a name that is a path brings its own slash. */
export const parameterArn = (place: Place, name: string): string =>
  formatArn('ssm', place, `parameter${name.startsWith('/') ? '' : '/'}${name}`);

export const latest = ({ versions: [first, ...rest] }: Parameter): Version => rest.at(-1) ?? first;
