import { AwsError } from '../../core/aws-error.ts';

/** What the model cannot say is refused as what it can. */
export const invalid = (message: string): AwsError => new AwsError('ValidationException', message);

/** `Parameter <name> is not valid. Reason: <reason>` */
export const invalidParameter = (name: string, reason: string): AwsError =>
  invalid(`Parameter ${name} is not valid. Reason: ${reason}`);

export const notFound = (message: string): AwsError => new AwsError('ResourceNotFoundException', message);

/** @param thing as AWS names it: `Event bus`, `Archive`, `Rule` … */
export const doesNotExist = (thing: string, name: string): AwsError => notFound(`${thing} ${name} does not exist.`);

export const alreadyExists = (thing: string, name: string): AwsError =>
  new AwsError('ResourceAlreadyExistsException', `${thing} ${name} already exists.`);

export const limitExceeded = (message = 'The requested resource exceeds the maximum number allowed.'): AwsError =>
  new AwsError('LimitExceededException', message);
