/** A page of a list behind a marker. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
export function pageOf<T>(
  items: readonly T[],
  marker: string | undefined,
  limit = 100,
): { items: T[]; IsTruncated: boolean; Marker?: string } {
  const from = marker === undefined ? 0 : Number(Buffer.from(marker, 'base64').toString('latin1')) || 0;
  const end = from + limit;
  const page = items.slice(from, end);
  return end < items.length
    ? { items: page, IsTruncated: true, Marker: Buffer.from(String(end)).toString('base64') }
    : { items: page, IsTruncated: false };
}
