import { templateError } from '../template-error.ts';

export type SubPart = { readonly text: string } | { readonly variable: string };

const VARIABLE = /^[A-Za-z0-9_.:]+$/;

/**
 * The parts of a text for `Fn::Sub`. `${!Name}` stands for the text `${Name}`.
 * @throws AwsError `ValidationError`
 */
export function subParts(text: string): SubPart[] {
  const parts: SubPart[] = [];
  let at = 0;
  for (const found of text.matchAll(/\$\{([^}]*)\}/g)) {
    const [whole, inside = ''] = found;
    if (found.index > at) parts.push({ text: text.slice(at, found.index) });
    at = found.index + whole.length;
    if (inside.startsWith('!')) {
      parts.push({ text: `\${${inside.slice(1)}}` });
      continue;
    }
    const variable = inside.trim();
    if (!VARIABLE.test(variable)) {
      throw templateError(
        'variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons',
      );
    }
    parts.push({ variable });
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}
