import type { RouteSettings } from '@aws-sdk/client-apigatewayv2';
import type { Instant } from '../../../core/clock.ts';
import type { Stage } from '../api.ts';

/** An account's own limits. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const ACCOUNT = { ThrottlingRateLimit: 10_000, ThrottlingBurstLimit: 5_000 };

interface Bucket {
  tokens: number;
  filled: Instant;
}

export interface Throttle {
  /** Takes a token; false where none is left. */
  admit(api: string, stage: Stage, routeKey: string, now: Instant): boolean;
}

/** A token bucket for each route of each stage. Buckets are full after a start: they hold seconds, not days. */
export function createThrottle(): Throttle {
  const buckets = new Map<string, Bucket>();
  return {
    admit(api, stage, routeKey, now) {
      const settings: RouteSettings = { ...ACCOUNT, ...stage.DefaultRouteSettings, ...stage.RouteSettings[routeKey] };
      const { ThrottlingRateLimit: rate = 0, ThrottlingBurstLimit: burst = 0 } = settings;
      const key = `${api} ${stage.StageName} ${routeKey}`;
      const bucket = buckets.get(key) ?? { tokens: burst, filled: now };
      const tokens = Math.min(burst, bucket.tokens + ((now - bucket.filled) / 1000) * rate);
      const admitted = tokens >= 1;
      buckets.set(key, { tokens: admitted ? tokens - 1 : tokens, filled: now });
      return admitted;
    },
  };
}
