import type { Operation } from '../../../core/service.ts';
import type { DynamoDbState } from '../state.ts';

/** The quotas of a new account. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html */
export const describeLimits: Operation<DynamoDbState, object, object> = {
  handle: () => ({
    AccountMaxReadCapacityUnits: 80_000,
    AccountMaxWriteCapacityUnits: 80_000,
    TableMaxReadCapacityUnits: 40_000,
    TableMaxWriteCapacityUnits: 40_000,
  }),
};

/** Where a client that discovers endpoints goes: to this very process. */
export const describeEndpoints: Operation<DynamoDbState, object, object> = {
  handle: ({ deps }) => ({
    Endpoints: [{ Address: deps.endpoint().replace(/^https?:\/\//, ''), CachePeriodInMinutes: 1440 }],
  }),
};
