import type { Json } from '../json.ts';

/** A value and, once it has been needed, its JSON text: the same value is written into many events. */
export interface Datum {
  readonly value: Json;
  text: string | undefined;
}

export const datum = (value: Json, text?: string): Datum => ({ value, text });

export function textOf(data: Datum): string {
  data.text ??= JSON.stringify(data.value);
  return data.text;
}

/** 256 KiB. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const DATA_LIMIT = 262_144;

export const isTooLarge = (text: string): boolean =>
  text.length > DATA_LIMIT || (text.length * 3 > DATA_LIMIT && Buffer.byteLength(text) > DATA_LIMIT);
