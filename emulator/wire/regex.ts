const compiled = new Map<string, RegExp | undefined>();

/**
 * A model's pattern as a regular expression for the whole value. The models' patterns are Java's;
 * what JavaScript cannot read is not checked (undefined).
 */
export function wholeValue(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) compiled.set(pattern, compile(pattern));
  return compiled.get(pattern);
}

function compile(pattern: string): RegExp | undefined {
  for (const flags of ['su', 's']) {
    try {
      return new RegExp(`^(?:${pattern})$`, flags);
    } catch {
      // Next flags: outside the `u` mode JavaScript forgives escapes that Java allows.
    }
  }
  return undefined;
}
