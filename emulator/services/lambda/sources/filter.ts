import { AwsError } from '../../../core/aws-error.ts';
import { matches, PatternError, parsePattern } from '../../../pattern/index.ts';

const MOST = 5;

/** Whether a record is to be sent to the function: one of the patterns fits, or there are none. */
export type Filter = (record: object) => boolean;

/** @throws AwsError `InvalidParameterValueException` where a pattern is none */
export function createFilter(texts: readonly string[]): Filter {
  if (texts.length > MOST)
    throw new AwsError('InvalidParameterValueException', `Number of filters exceeds the limit of ${MOST}.`);
  const patterns = texts.map((text) => {
    try {
      return parsePattern(text);
    } catch (cause) {
      if (!(cause instanceof PatternError)) throw cause;
      throw new AwsError('InvalidParameterValueException', 'Invalid filter pattern definition.', { cause });
    }
  });
  if (patterns.length === 0) return () => true;
  return (record) => {
    const text = JSON.stringify(record);
    return patterns.some((pattern) => matches(pattern, text));
  };
}
