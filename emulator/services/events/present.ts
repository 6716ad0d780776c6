/** The object without the members that are undefined, as AWS leaves them out of its answers. */
export function present<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const found = {} as Record<string, unknown>;
  for (const [key, value] of Object.entries(object)) if (value !== undefined) found[key] = value;
  return found as { [K in keyof T]: Exclude<T[K], undefined> };
}
