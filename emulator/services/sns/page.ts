import { type TokenPage, tokenPages } from '../../core/page.ts';
import { invalid } from './errors.ts';

const SIZE = 100;

const pages = tokenPages(() => invalid('NextToken'));

/** A hundred at a time. @throws AwsError `InvalidParameterException` where the token is none of ours */
export const pageOf = <T>(all: readonly T[], token: string | undefined): TokenPage<T> => pages(all, token, SIZE);
