import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { Json } from './json.ts';
import { formatError, templateError } from './template-error.ts';

const at = (line: number, column: number): string => `(line ${line}, column ${column})`;

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : '';
    const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
    const [, position] = /position (\d+)/.exec(message) ?? [];
    const before = text.slice(0, position === undefined ? text.length : Number(position)).split('\n');
    throw formatError(
      `JSON not well-formed. ${at(Number(line ?? before.length), Number(column ?? (before.at(-1)?.length ?? 0) + 1))}`,
    );
  }
}

/** `!GetAtt A.B` is `{"Fn::GetAtt": ["A", "B"]}`, `!Ref` and `!Condition` bear no `Fn::`. */
function longForm(tag: string, value: Json): Json {
  const name = tag.slice(1);
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  if (name !== 'GetAtt' || typeof value !== 'string') return { [`Fn::${name}`]: value };
  const dot = value.indexOf('.');
  return { 'Fn::GetAtt': dot < 0 ? [value] : [value.slice(0, dot), value.slice(dot + 1)] };
}

const isShortForm = (tag: string | undefined): tag is string => tag !== undefined && /^![A-Za-z]/.test(tag);

function toJson(node: unknown): Json {
  const tag = (node as Node | null)?.tag;
  if (isMap(node)) {
    const value: Record<string, Json> = {};
    for (const { key, value: item } of node.items) {
      value[String(isScalar(key) ? (key.source ?? key.value) : toJson(key))] = toJson(item);
    }
    return isShortForm(tag) ? longForm(tag, value) : value;
  }
  if (isSeq(node)) {
    const value = node.items.map((item) => (isPair(item) ? toJson(item.value) : toJson(item)));
    return isShortForm(tag) ? longForm(tag, value) : value;
  }
  if (!isScalar(node)) return null;
  if (isShortForm(tag)) return longForm(tag, String(node.source ?? node.value ?? ''));
  // YAML 1.1 makes a timestamp of the template's version; CloudFormation reads it as it is written.
  return node.value instanceof Date ? String(node.source) : ((node.value ?? null) as Json);
}

/** CloudFormation reads YAML 1.1, without aliases, and takes the last of two equal keys. */
function parseYaml(text: string): Json {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { version: '1.1', uniqueKeys: false, lineCounter, logLevel: 'silent' });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    throw formatError(`YAML not well-formed. ${at(line, col)}`);
  }
  visit(document, {
    Alias() {
      throw templateError('YAML aliases are not allowed in CloudFormation templates');
    },
  });
  return toJson(document.contents);
}

/** The value that a template's text says, short forms of functions written out. @throws AwsError `ValidationError` */
export const parseText = (text: string): Json => (text.trimStart().startsWith('{') ? parseJson(text) : parseYaml(text));
