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
