import { AwsError } from '../../core/aws-error.ts';
import { tokenPages } from '../../core/page.ts';

/** One page of a list. @throws AwsError `InvalidNextToken` */
export const pageOf = tokenPages(() => new AwsError('InvalidNextToken', 'Invalid NextToken'));
