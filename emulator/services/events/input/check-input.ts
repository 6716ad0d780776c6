import type { Target } from '@aws-sdk/client-eventbridge';
import { invalid } from '../errors.ts';
import { parsePath } from './json-path.ts';
import { reservedValue, WHOLE_EVENT } from './reserved.ts';
import { type Piece, piecesOf } from './template.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** As Jackson words it; the column is where JavaScript's parser stops, which is near. */
function source(text: string): string {
  let column = 1;
  try {
    JSON.parse(text);
  } catch (error) {
    column = Number(/position (\d+)/.exec(String(error))?.[1] ?? text.length) + 1;
  }
  return `[Source: (String)"${text}"; line: 1, column: ${column}]`;
}

/** What a template looks like with a harmless value in every placeholder. */
const filledIn = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : piece.quoted ? '' : 'null')).join('');

/** A template is one JSON value, or a text of several lines, each a JSON string. */
const isTemplate = (text: string): boolean =>
  isJson(text) || text.split('\n').every((line) => line.trim() === '' || isJson(line));

function checkTransformer({ Id, InputTransformer }: Target): void {
  const { InputTemplate = '', InputPathsMap = {} } = InputTransformer ?? {};
  for (const [name, path] of Object.entries(InputPathsMap)) {
    if (/^aws/i.test(name)) throw invalid(`InputPathsMap for target ${Id} has a key that starts with AWS: ${name}.`);
    if (!parsePath(path)) throw invalid(`Invalid InputPath for target ${Id}.`);
  }
  const pieces = piecesOf(InputTemplate);
  for (const piece of pieces) {
    if (typeof piece === 'string') continue;
    const known = Object.hasOwn(InputPathsMap, piece.name) || reservedValue(piece.name);
    if (!known || (piece.quoted && WHOLE_EVENT.has(piece.name))) {
      throw invalid(`InputTemplate for target ${Id} contains invalid placeholder ${piece.name}.`);
    }
  }
  const text = filledIn(pieces);
  if (!isTemplate(text)) throw invalid(`Invalid InputTemplate for target ${Id} : ${source(text)}.`);
}

/** What may come into a log group through a transformer. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html#targets-specifics-cwl */
function checkLogTemplate({ Id, InputTransformer }: Target): void {
  const text = filledIn(piecesOf(InputTransformer?.InputTemplate ?? ''));
  const value: unknown = isJson(text) ? JSON.parse(text) : undefined;
  const keys = typeof value === 'object' && value !== null ? Object.keys(value).sort().join() : '';
  if (keys !== 'message,timestamp') {
    throw invalid(
      `Invalid InputTemplate for target ${Id} : only {"timestamp":<timestamp>,"message":<message>} is supported for log groups.`,
    );
  }
}

/** @throws AwsError `ValidationException` */
export function checkInput(target: Target, kind: string): void {
  const { Id, Input, InputPath, InputTransformer } = target;
  const given = [Input, InputPath, InputTransformer].filter((value) => value !== undefined);
  if (given.length > 1) {
    throw invalid(`Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`);
  }
  if (kind === 'bus' && given.length > 0) {
    throw invalid(`Modifying the input for target ${Id} is not supported.`);
  }
  if (Input !== undefined && !isJson(Input))
    throw invalid(`JSON syntax error in input for target ${Id} : ${source(Input)}`);
  if (InputPath !== undefined && !parsePath(InputPath)) throw invalid(`Invalid InputPath for target ${Id}.`);
  if (InputTransformer) {
    checkTransformer(target);
    if (kind === 'logs') checkLogTemplate(target);
  }
}
