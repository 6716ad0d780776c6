import { AwsError } from '../../core/aws-error.ts';
import { type Pattern, PatternError, parsePattern } from '../../pattern/index.ts';

/** @throws AwsError `InvalidEventPatternException` */
export function checkPattern(text: string): Pattern {
  try {
    return parsePattern(text);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${error.message}`);
  }
}
