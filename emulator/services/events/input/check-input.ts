import type { Target } from '@aws-sdk/client-eventbridge';
import { jsonFault } from '../../../pattern/index.ts';
import { invalid } from '../errors.ts';
import { parsePath } from './json-path.ts';
import { WHOLE_EVENT } from './reserved.ts';
import { type Piece, piecesOf } from './template.ts';

const isJson = (text: string): boolean => jsonFault(text) === undefined;

/** An empty text is taken, and means nothing. */
const isPath = (text: string): boolean => text === '' || parsePath(text) !== undefined;

const invalidPath = (id: string | undefined): Error => invalid(`InputPath for target ${id} is invalid.`);

/** Whether a placeholder, and what stands around it, names a member of an object. */
const isKey = (pieces: readonly Piece[], at: number): boolean => {
  const after = pieces.slice(at + 1).map((piece) => (typeof piece === 'string' ? piece : ''));
  return /^[^"\\]*"\s*:/.test(after.join(''));
};

/** What a template looks like with a harmless value in every placeholder. */
const filledIn = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : piece.quoted ? '' : 'null')).join('');

/** What a template is, and what it makes: one JSON value, or a text of several lines, each a JSON string. */
export const isJsonOrLines = (text: string): boolean =>
  isJson(text) || text.split('\n').every((line) => line.trim() === '' || isJson(line));

function checkTransformer({ Id, InputTransformer }: Target): void {
  const { InputTemplate = '', InputPathsMap = {} } = InputTransformer ?? {};
  for (const path of Object.values(InputPathsMap)) {
    if (!parsePath(path)) throw invalidPath(Id);
  }
  const pieces = piecesOf(InputTemplate);
  const isObject = InputTemplate.trimStart().startsWith('{');
  for (const [at, piece] of pieces.entries()) {
    if (typeof piece === 'string') continue;
    if (isObject && piece.quoted && isKey(pieces, at)) {
      throw invalid(`InputTemplate placeholder present as a JSON object key for target ${Id}.`);
    }
    if (WHOLE_EVENT.has(piece.name) && (piece.quoted || !isObject)) {
      throw invalid(`InputTemplate for target ${Id} contains placeholder ${piece.name} valid only for JSON template.`);
    }
  }
  const text = filledIn(pieces);
  if (!isJsonOrLines(text)) throw invalid(`Invalid InputTemplate for target ${Id} : ${jsonFault(text)}.`);
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
  if (Input && !isJson(Input)) throw invalid(`JSON syntax error in input for target ${Id}: ${jsonFault(Input)}`);
  if (InputPath !== undefined && !isPath(InputPath)) throw invalidPath(Id);
  if (InputTransformer) {
    checkTransformer(target);
    if (kind === 'logs') checkLogTemplate(target);
  }
}
