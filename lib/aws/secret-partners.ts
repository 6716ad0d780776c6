import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { type Partner, type Partners, parsePartner } from '../partners/partner.ts';

/** What a partner may be called; anything else is not even looked up. */
const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
/** Milliseconds for which a partner, or that there is none, is remembered. */
const REMEMBERED = 5 * 60_000;
const FRESH = 10_000;

/** `Partners` kept in Secrets Manager, one secret each. */
export class SecretPartners implements Partners {
  readonly #client: SecretsManagerClient;
  readonly #prefix: string;
  readonly #now: () => number;
  readonly #known = new Map<string, { readonly at: number; readonly partner: Partner | undefined }>();

  /** @param now milliseconds since 1970 */
  constructor(client: SecretsManagerClient, prefix: string, now: () => number) {
    this.#client = client;
    this.#prefix = prefix;
    this.#now = now;
  }

  find(name: string): Promise<Partner | undefined> {
    return this.#find(name, REMEMBERED);
  }

  findFresh(name: string): Promise<Partner | undefined> {
    return this.#find(name, FRESH);
  }

  async #find(name: string, age: number): Promise<Partner | undefined> {
    if (!NAME.test(name)) return undefined;
    const known = this.#known.get(name);
    if (known && this.#now() - known.at < age) return known.partner;
    const partner = await this.#read(name);
    // Strangers may ask for any name: what does not exist must not fill the memory.
    if (this.#known.size >= 1000) this.#known.clear();
    this.#known.set(name, { at: this.#now(), partner });
    return partner;
  }

  async #read(name: string): Promise<Partner | undefined> {
    try {
      const { SecretString = '' } = await this.#client.send(
        new GetSecretValueCommand({ SecretId: `${this.#prefix}${name}` }),
      );
      return parsePartner(name, SecretString);
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }
}
