import { github } from './github.ts';
import type { PartnerScheme } from './partner-scheme.ts';
import { standardWebhooks } from './standard-webhooks.ts';
import { stripe } from './stripe.ts';

export type SchemeName = 'github' | 'standard-webhooks' | 'stripe';

export const schemes: Readonly<Record<SchemeName, PartnerScheme>> = {
  github,
  'standard-webhooks': standardWebhooks,
  stripe,
};

export const isSchemeName = (name: unknown): name is SchemeName =>
  typeof name === 'string' && Object.hasOwn(schemes, name);
