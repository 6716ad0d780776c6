import { AwsError } from '../../../core/aws-error.ts';

/** What CloudFormation answers for nearly everything that is wrong with a request. */
export const validationError = (message: string): AwsError => new AwsError('ValidationError', message);

/** The template is built wrongly. */
export const formatError = (message: string): AwsError => validationError(`Template format error: ${message}`);

/** An intrinsic function is used wrongly. */
export const templateError = (message: string): AwsError => validationError(`Template error: ${message}`);
