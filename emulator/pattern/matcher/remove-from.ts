/** Takes an element, if it is there, out of a list whose order does not matter. */
export function removeFrom<T>(list: T[], element: T): void {
  const at = list.indexOf(element);
  if (at < 0) return;
  const last = list.pop();
  if (last !== undefined && at < list.length) list[at] = last;
}
