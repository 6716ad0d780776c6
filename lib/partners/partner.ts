import { parseSource } from '../events/event-source.ts';
import { isObject } from '../json.ts';
import { isSchemeName, type SchemeName } from './schemes.ts';

/** Who sends webhooks to us: the value of one secret, `<prefix><partner>`. */
export interface Partner {
  readonly scheme: SchemeName;
  /** The source that its events get: `partner/<provider>/<tenant>/<stream>`. */
  readonly source: string;
  /** The newest first; an older one stays while the partner changes over. */
  readonly secrets: readonly string[];
}

/** Where partners are kept. Undefined: there is none of that name. */
export interface Partners {
  find(name: string): Promise<Partner | undefined>;
  /** As `find`, but never from a memory older than a moment: a secret may just have been changed. */
  findFresh(name: string): Promise<Partner | undefined>;
}

/** The partner's secret is not of the form `{ scheme, source, secret, previousSecret? }`. An operator's mistake. */
export class PartnerConfigurationError extends Error {
  override readonly name = 'PartnerConfigurationError';
}

/** @throws PartnerConfigurationError; its message never holds a secret */
export function parsePartner(name: string, text: string): Partner {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new PartnerConfigurationError(`The secret of partner ${name} is not JSON.`);
  }
  const { scheme, source, secret, previousSecret } = isObject(value) ? value : {};
  if (!isSchemeName(scheme)) throw new PartnerConfigurationError(`The scheme of partner ${name} is unknown.`);
  if (typeof source !== 'string' || !parseSource(source)) {
    throw new PartnerConfigurationError(`The source of partner ${name} is not partner/<provider>/<tenant>/<stream>.`);
  }
  if (typeof secret !== 'string' || secret.length < 16) {
    throw new PartnerConfigurationError(`The secret of partner ${name} has fewer than 16 characters.`);
  }
  return { scheme, source, secrets: [secret, ...(typeof previousSecret === 'string' ? [previousSecret] : [])] };
}
