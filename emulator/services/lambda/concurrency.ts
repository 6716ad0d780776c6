import { type Place, placeKey } from '../../core/arn.ts';
import type { LambdaState } from './state.ts';

/** How many invocations an account may have at a time, in a region. */
export const ACCOUNT_CONCURRENCY = 1000;
/** So many of them cannot be reserved. */
export const LEAST_UNRESERVED = 100;

/** What functions without a reservation share. */
export const unreservedConcurrency = ({ functions }: Pick<LambdaState, 'functions'>, place: Place): number =>
  functions
    .values(placeKey(place, ''))
    .reduce((left, { reservedConcurrency = 0 }) => left - reservedConcurrency, ACCOUNT_CONCURRENCY);
