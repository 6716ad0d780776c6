import type { Target } from '@aws-sdk/client-eventbridge';
import type { BusEvent } from '../bus-event.ts';
import { parsePath } from './json-path.ts';
import { sliceAt } from './json-slice.ts';
import { type RuleIdentity, reservedValue } from './reserved.ts';
import { filler, piecesOf } from './template.ts';

/** Makes of an event what a target receives. */
export type Render = (event: BusEvent) => string;

/** What is sent where a path leads to nothing, or to null. */
const NOTHING = '{}';

type Part = (event: BusEvent) => string;

function templateRender(target: Target, rule: RuleIdentity): Render {
  const { InputTemplate = '', InputPathsMap = {} } = target.InputTransformer ?? {};
  const paths = new Map(Object.entries(InputPathsMap).map(([name, path]) => [name, parsePath(path) ?? []]));
  const fill = filler(InputTemplate);
  const parts: Part[] = piecesOf(InputTemplate).map((piece) => {
    if (typeof piece === 'string') return () => piece;
    const { name, quoted } = piece;
    const reserved = reservedValue(name);
    if (reserved) return (event) => fill(reserved(event, rule), quoted);
    const path = paths.get(name);
    // What names no variable is no placeholder.
    if (!path) return () => `<${name}>`;
    return (event) => fill(sliceAt(event.envelope, path), quoted);
  });
  return (event) => parts.map((part) => part(event)).join('');
}

/**
 * What a target makes of events: the whole event, a constant, a part, or a filled template.
 * @param target as PutTargets accepted it
 */
export function createRender(target: Target, rule: RuleIdentity): Render {
  const { Input, InputPath, InputTransformer } = target;
  if (Input !== undefined) return () => Input;
  if (InputPath === '') return () => NOTHING;
  if (InputTransformer) return templateRender(target, rule);
  if (InputPath === undefined || InputPath === '$') return ({ envelope }) => envelope;
  const path = parsePath(InputPath) ?? [];
  return ({ envelope }) => {
    const found = sliceAt(envelope, path);
    return found === undefined || found === 'null' ? NOTHING : found;
  };
}
