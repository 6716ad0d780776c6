import type { GetRandomPasswordCommandInput, GetRandomPasswordCommandOutput } from '@aws-sdk/client-secrets-manager';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import type { SecretsState } from '../state.ts';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html */
export const getRandomPassword: Operation<
  SecretsState,
  GetRandomPasswordCommandInput,
  Omit<GetRandomPasswordCommandOutput, '$metadata'>
> = {
  handle({ deps: { ids } }, input) {
    const length = input.PasswordLength ?? 32;
    const excluded = new Set(input.ExcludeCharacters ?? '');
    const kinds = [
      input.ExcludeLowercase ? '' : LOWER,
      input.ExcludeUppercase ? '' : LOWER.toUpperCase(),
      input.ExcludeNumbers ? '' : DIGITS,
      input.ExcludePunctuation ? '' : PUNCTUATION,
      input.IncludeSpace ? ' ' : '',
    ].map((kind) => [...kind].filter((c) => !excluded.has(c)).join(''));
    const usable = kinds.filter((kind) => kind !== '');
    const all = usable.join('');
    if (all === '')
      throw new AwsError('InvalidParameterException', 'There are no characters left to make a password of.');
    const required = input.RequireEachIncludedType === false ? [] : usable;
    if (length < required.length)
      throw new AwsError('InvalidParameterException', 'The password is too short to hold each included type.');
    const characters = [...required.map((kind) => ids.text(1, kind)), ...ids.text(length - required.length, all)];
    for (let i = characters.length - 1; i > 0; i--) {
      const j = Math.floor(ids.random() * (i + 1));
      [characters[i], characters[j]] = [characters[j] ?? '', characters[i] ?? ''];
    }
    return { RandomPassword: characters.join('') };
  },
};
