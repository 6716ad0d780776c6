import type { PlacedOrder } from './order.ts';

/** `low`: ship at once. `review`: ship when the money is here. `refused`: do not ship. */
export type Risk = 'low' | 'review' | 'refused';

/** Minor units. */
const REVIEW_FROM = 100_000;
const REFUSE_FROM = 10_000_000;

export const riskOf = ({ total }: Pick<PlacedOrder, 'total'>): Risk =>
  total >= REFUSE_FROM ? 'refused' : total >= REVIEW_FROM ? 'review' : 'low';
