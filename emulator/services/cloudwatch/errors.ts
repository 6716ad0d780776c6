import { AwsError } from '../../core/aws-error.ts';

export const badValue = (message: string): AwsError => new AwsError('InvalidParameterValueException', message);
export const missing = (parameter: string): AwsError =>
  new AwsError('MissingRequiredParameterException', `The parameter ${parameter} is required.`);
export const badCombination = (message: string): AwsError =>
  new AwsError('InvalidParameterCombinationException', message);
export const validation = (message: string): AwsError => new AwsError('ValidationException', message);
