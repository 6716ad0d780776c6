import type { ParameterStringFilter } from '@aws-sdk/client-ssm';
import { AwsError } from '../../core/aws-error.ts';
import { latest, type Parameter } from './parameter.ts';

type Test = (found: string | undefined, wanted: string) => boolean;

const OPTIONS: Readonly<Record<string, Test>> = {
  Equals: (found, wanted) => found === wanted,
  BeginsWith: (found, wanted) => found?.startsWith(wanted) ?? false,
  Contains: (found, wanted) => found?.includes(wanted) ?? false,
  OneLevel: (found, wanted) => isBelow(found, wanted) && !found?.slice(folder(wanted).length).includes('/'),
  Recursive: (found, wanted) => isBelow(found, wanted),
};

const folder = (path: string): string => (path.endsWith('/') ? path : `${path}/`);
const isBelow = (name: string | undefined, path: string): boolean => name?.startsWith(folder(path)) ?? false;

interface FilterKey {
  readonly options: readonly string[];
  values(parameter: Parameter): readonly (string | undefined)[];
}

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html */
const KEYS: Readonly<Record<string, FilterKey>> = {
  DataType: { options: ['Equals'], values: () => ['text'] },
  KeyId: { options: ['Equals', 'BeginsWith'], values: (parameter) => [latest(parameter).keyId] },
  Label: { options: ['Equals'], values: ({ versions }) => versions.flatMap(({ labels }) => labels) },
  Name: { options: ['Equals', 'BeginsWith', 'Contains'], values: ({ name }) => [name] },
  Path: { options: ['OneLevel', 'Recursive'], values: ({ name }) => [name] },
  Tier: { options: ['Equals'], values: (parameter) => [latest(parameter).tier] },
  Type: { options: ['Equals', 'BeginsWith'], values: ({ type }) => [type] },
};

const keyOf = (key: string): FilterKey | undefined =>
  key.startsWith('tag:')
    ? { options: ['Equals'], values: ({ tags }) => [tags[key.slice(4)]] }
    : Object.hasOwn(KEYS, key)
      ? KEYS[key]
      : undefined;

/**
 * A test that all filters make together; the values of one filter are alternatives.
 * @param allowed the keys that the operation knows; left out: all
 * @throws AwsError `InvalidFilterKey`, `InvalidFilterOption`, `InvalidFilterValue`
 */
export function filterOf(
  filters: readonly ParameterStringFilter[] = [],
  allowed?: readonly string[],
): (parameter: Parameter) => boolean {
  const tests = filters.map(({ Key = '', Option, Values }) => {
    const key = keyOf(Key);
    if (!key || (allowed && !allowed.includes(Key)))
      throw new AwsError('InvalidFilterKey', `The following filter key is not valid: ${Key}.`);
    const option = Option ?? key.options[0] ?? 'Equals';
    const test = OPTIONS[option];
    if (!test || !key.options.includes(option)) {
      throw new AwsError(
        'InvalidFilterOption',
        `The following filter option is not valid: ${option}. Valid options include: [${key.options.join(', ')}].`,
      );
    }
    if (!Values || Values.length === 0) {
      if (Key.startsWith('tag:')) return (parameter: Parameter) => key.values(parameter)[0] !== undefined;
      throw new AwsError('InvalidFilterValue', `The following filter values are missing : null for filter key ${Key}`);
    }
    return (parameter: Parameter) => key.values(parameter).some((found) => Values.some((value) => test(found, value)));
  });
  return (parameter) => tests.every((test) => test(parameter));
}
