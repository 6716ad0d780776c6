import { hashKey } from './api-key.ts';
import type { Tenants } from './tenant.ts';

/** Whom an `Authorization` header proves, or why it proves nobody. A type and not an interface: it becomes JSON. */
export type Recognition =
  | { readonly tenant: string; readonly keyId: string }
  | { readonly refusal: 'missing' | 'wrong' | 'revoked' };

export async function recognise(header: string | undefined, tenants: Pick<Tenants, 'findKey'>): Promise<Recognition> {
  if (!header) return { refusal: 'missing' };
  const [, key] = /^Bearer (\S+)$/i.exec(header) ?? [];
  const hash = key === undefined ? undefined : hashKey(key);
  // Looked up by its hash, which tells nothing by its timing of what is in the table.
  const found = hash === undefined ? undefined : await tenants.findKey(hash);
  if (!found) return { refusal: 'wrong' };
  return found.state === 'ACTIVE' ? { tenant: found.tenant, keyId: found.keyId } : { refusal: 'revoked' };
}
