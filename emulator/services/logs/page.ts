const LARGEST_PAGE = 50;

/** One page of a list; the token is a position in it. */
export function pageOf<T>(
  all: readonly T[],
  { nextToken, limit = LARGEST_PAGE }: { readonly nextToken?: string | undefined; readonly limit?: number | undefined },
): { readonly items: readonly T[]; readonly next: { readonly nextToken?: string } } {
  const from = Number(nextToken ?? 0) || 0;
  const more = from + limit < all.length;
  return { items: all.slice(from, from + limit), next: more ? { nextToken: String(from + limit) } : {} };
}
