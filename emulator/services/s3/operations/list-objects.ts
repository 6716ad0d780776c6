import type { ListObjectsCommandInput } from '@aws-sdk/client-s3';
import type { Operation } from '../../../core/service.ts';
import { listing, listingKeys } from '../listing.ts';
import { forBucket, type S3State } from '../state.ts';

export const listObjects: Operation<S3State, ListObjectsCommandInput, object> = {
  action: 's3:ListBucket',
  resource: forBucket,
  conditionKeys: listingKeys,
  handle(state, input) {
    const { Marker = '' } = input;
    const { output, next, encode } = listing(state, input, Marker);
    return {
      ...output,
      Marker: encode(Marker),
      ...(next !== undefined && output.Delimiter !== undefined ? { NextMarker: encode(next) } : {}),
    };
  },
};
