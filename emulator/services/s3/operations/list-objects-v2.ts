import type { ListObjectsV2CommandInput } from '@aws-sdk/client-s3';
import type { Operation } from '../../../core/service.ts';
import { listing, listingKeys } from '../listing.ts';
import { forBucket, type S3State } from '../state.ts';

export const listObjectsV2: Operation<S3State, ListObjectsV2CommandInput, object> = {
  action: 's3:ListBucket',
  resource: forBucket,
  conditionKeys: listingKeys,
  handle(state, input) {
    const { ContinuationToken, StartAfter } = input;
    const after =
      ContinuationToken === undefined ? (StartAfter ?? '') : Buffer.from(ContinuationToken, 'base64').toString('utf8');
    const { output, next, encode } = listing(state, input, after);
    return {
      ...output,
      KeyCount: output.Contents.length + output.CommonPrefixes.length,
      ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
      ...(next === undefined ? {} : { NextContinuationToken: Buffer.from(next).toString('base64') }),
      ...(StartAfter === undefined ? {} : { StartAfter: encode(StartAfter) }),
    };
  },
};
