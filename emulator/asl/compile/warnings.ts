import { isJsonArray, isJsonObject, type Json } from '../json.ts';
import type { Findings } from './diagnose.ts';

/** Whether a text looks like a path or an intrinsic function. */
export const looksLikePath = (text: string): boolean => /^\$(?:\$?[.[]|$)|^States\.[A-Za-z0-9]+\(/.test(text);

/** NO_DOLLAR: a key without `.$` in a payload template whose value looks as if it should have one. */
export function warnOfPaths(findings: Findings, template: Json, location: string): void {
  if (isJsonArray(template)) {
    template.forEach((item, i) => {
      warnOfPaths(findings, item, `${location}[${i}]`);
    });
  }
  if (!isJsonObject(template)) return;
  for (const [key, value] of Object.entries(template)) {
    if (typeof value === 'string' && !key.endsWith('.$') && looksLikePath(value)) {
      const message = `No '.$' on field '${key}' that appears to be a JSONPath or Intrinsic Function`;
      findings.warning('NO_DOLLAR', message, `${location}/${key}`);
    }
    if (!key.endsWith('.$')) warnOfPaths(findings, value, `${location}/${key}`);
  }
}

/** PASS_RESULT_IS_STATIC: a path in the Result of a Pass state, which is not evaluated. */
export function warnOfStaticResult(findings: Findings, result: Json, location: string): void {
  if (holdsPath(result)) {
    findings.warning('PASS_RESULT_IS_STATIC', 'Attempt to use a path in the result of a pass state', location);
  }
}

function holdsPath(value: Json): boolean {
  if (typeof value === 'string') return looksLikePath(value);
  if (isJsonArray(value)) return value.some(holdsPath);
  return isJsonObject(value) && Object.entries(value).some(([key, item]) => key.endsWith('.$') || holdsPath(item));
}
