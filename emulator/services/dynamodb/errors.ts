import { AwsError } from '../../core/aws-error.ts';

export const validation = (message: string): AwsError => new AwsError('ValidationException', message);
/** A parameter that is well-formed but makes no sense; most of DynamoDB's refusals begin so. */
export const invalidValues = (message: string): AwsError =>
  validation(`One or more parameter values were invalid: ${message}`);
/** What the data plane says of a table that is not there. */
export const noResource = (): AwsError => new AwsError('ResourceNotFoundException', 'Requested resource not found');
/** What the control plane says of it. */
export const noTable = (name: string): AwsError =>
  new AwsError('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);
export const noArn = (arn: string): AwsError =>
  new AwsError('ResourceNotFoundException', `Requested resource not found: ResourcArn: ${arn} not found`);
