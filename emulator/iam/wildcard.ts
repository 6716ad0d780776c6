/** Whether a text fits a pattern with `*` (any text) and `?` (any one character). Linear in time but for the last star. */
export function fits(pattern: string, text: string): boolean {
  let [p, t, star, mark] = [0, 0, -1, 0];
  while (t < text.length) {
    if (p < pattern.length && (pattern[p] === '?' || (pattern[p] !== '*' && pattern[p] === text[t]))) {
      p++;
      t++;
    } else if (pattern[p] === '*') {
      star = p++;
      mark = t;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

/** ARNs are compared part by part, so that a star does not reach over a colon of the first five. */
export function fitsArn(pattern: string, arn: string): boolean {
  if (pattern === '*') return true;
  const [wanted, found] = [splitArn(pattern), splitArn(arn)];
  return wanted.length === found.length ? wanted.every((part, i) => fits(part, found[i] ?? '')) : fits(pattern, arn);
}

const splitArn = (arn: string): string[] => {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
};
