const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Milliseconds (with fraction) of an ISO-8601 date-time with an offset, as Step Functions reads it; undefined
 * for anything else: an upper-case `T`, and `Z` or an offset, are needed.
 * https://states-language.net/spec.html#timestamps
 */
export function parseTimestamp(text: string): number | undefined {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = '00', fraction = ''] = match.map((part) => part ?? undefined);
  const plain = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const date = new Date(plain);
  const real =
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60;
  const offset = offsetMilliseconds(match[8] ?? 'Z');
  if (!real || offset === undefined) return undefined;
  return plain - offset + (fraction === '' ? 0 : Number(fraction) * 1000);
}

const EIGHTEEN_HOURS = 18 * 3_600_000;

function offsetMilliseconds(text: string): number | undefined {
  if (text === 'Z') return 0;
  const [hours = 0, minutes = 0] = text.slice(1).split(':').map(Number);
  const size = (hours * 60 + minutes) * 60_000;
  if (minutes > 59 || size > EIGHTEEN_HOURS) return undefined;
  return text.startsWith('-') ? -size : size;
}
