import type { Target } from '@aws-sdk/client-eventbridge';
import { jsonFault } from '../../../pattern/index.ts';
import { invalid } from '../errors.ts';
import { parsePath } from './json-path.ts';
import { reservedValue, WHOLE_EVENT } from './reserved.ts';
import { type Piece, piecesOf } from './template.ts';

const isJson = (text: string): boolean => jsonFault(text) === undefined;

const invalidPath = (id: string | undefined): Error => invalid(`InputPath for target ${id} is invalid.`);

/** What a template looks like with a harmless value in every placeholder. */
const filledIn = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : piece.quoted ? '' : 'null')).join('');

/** A template is one JSON value, or a text of several lines, each a JSON string. */
const isTemplate = (text: string): boolean =>
  isJson(text) || text.split('\n').every((line) => line.trim() === '' || isJson(line));

function checkTransformer({ Id, InputTransformer }: Target): void {
  const { InputTemplate = '', InputPathsMap = {} } = InputTransformer ?? {};
  for (const path of Object.values(InputPathsMap)) {
    if (!parsePath(path)) throw invalidPath(Id);
  }
  const pieces = piecesOf(InputTemplate);
  const isObject = InputTemplate.trimStart().startsWith('{');
  for (const piece of pieces) {
    if (typeof piece === 'string') continue;
    if (!Object.hasOwn(InputPathsMap, piece.name) && !reservedValue(piece.name)) {
      throw invalid(`InputTemplate for target ${Id} contains invalid placeholder ${piece.name}.`);
    }
    if (WHOLE_EVENT.has(piece.name) && (piece.quoted || !isObject)) {
      throw invalid(`InputTemplate for target ${Id} contains placeholder ${piece.name} valid only for JSON template.`);
    }
  }
  const text = filledIn(pieces);
  if (!isTemplate(text)) throw invalid(`Invalid InputTemplate for target ${Id} : ${jsonFault(text)}.`);
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
    throw invalid(`JSON syntax error in input for target ${Id} : ${jsonFault(Input)}`);
  if (InputPath !== undefined && !parsePath(InputPath)) throw invalidPath(Id);
  if (InputTransformer) {
    checkTransformer(target);
    if (kind === 'logs') checkLogTemplate(target);
  }
}
