import { createHash } from 'node:crypto';
import type {
  AbortMultipartUploadCommandInput,
  CompleteMultipartUploadCommandInput,
  CompleteMultipartUploadCommandOutput,
  CreateMultipartUploadCommandInput,
  CreateMultipartUploadCommandOutput,
  ListPartsCommandInput,
  ListPartsCommandOutput,
  UploadPartCommandInput,
  UploadPartCommandOutput,
} from '@aws-sdk/client-s3';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { checksumsOf } from '../checksums.ts';
import { invalidArgument } from '../errors.ts';
import { metaOf } from '../meta.ts';
import { announce, bucketOf, forObject, newVersion, type S3State, type Upload } from '../state.ts';
import { checkKey, versionHeader } from './put-object.ts';

const SMALLEST_PART = 5 * 2 ** 20;

function uploadOf(state: S3State, id: string | undefined, bucket: string, key: string | undefined): Upload {
  const upload = state.uploads.get(id ?? '');
  if (!upload || upload.bucket !== bucket || upload.key !== key) {
    throw new AwsError(
      'NoSuchUpload',
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
      { status: 404 },
    );
  }
  return upload;
}

export const createMultipartUpload: Operation<
  S3State,
  CreateMultipartUploadCommandInput,
  Omit<CreateMultipartUploadCommandOutput, '$metadata'>
> = {
  action: 's3:PutObject',
  resource: forObject,
  handle(state, input, { now }) {
    const { name } = bucketOf(state, input.Bucket);
    const key = input.Key ?? '';
    checkKey(key);
    const id = state.deps.ids.text(64);
    state.uploads.put(id, { id, bucket: name, key, meta: metaOf(input, {}), started: now });
    return { Bucket: name, Key: key, UploadId: id };
  },
};

export const uploadPart: Operation<
  S3State,
  UploadPartCommandInput & { Body?: Uint8Array },
  Omit<UploadPartCommandOutput, '$metadata'>
> = {
  action: 's3:PutObject',
  resource: forObject,
  handle(state, input, { now }) {
    const { name } = bucketOf(state, input.Bucket);
    const upload = uploadOf(state, input.UploadId, name, input.Key);
    const { PartNumber = 0, Body = new Uint8Array() } = input;
    if (PartNumber < 1 || PartNumber > 10_000)
      throw invalidArgument('Part number must be an integer between 1 and 10000, inclusive', {
        ArgumentName: 'partNumber',
        ArgumentValue: String(PartNumber),
      });
    const checksums = checksumsOf(input, Body);
    const etag = createHash('md5').update(Body).digest('hex');
    state.objects.putPart(upload.id, PartNumber, etag, now, Body);
    return { ETag: `"${etag}"`, ...checksums };
  },
};

export const listParts: Operation<S3State, ListPartsCommandInput, Omit<ListPartsCommandOutput, '$metadata'>> = {
  action: 's3:ListMultipartUploadParts',
  resource: forObject,
  handle(state, input) {
    const { name } = bucketOf(state, input.Bucket);
    const { id, key } = uploadOf(state, input.UploadId, name, input.Key);
    const parts = state.objects.parts(id).map(({ number, etag, modified, size }) => ({
      PartNumber: number,
      ETag: `"${etag}"`,
      LastModified: new Date(modified),
      Size: size,
    }));
    return { Bucket: name, Key: key, UploadId: id, IsTruncated: false, Parts: parts };
  },
};

export const completeMultipartUpload: Operation<
  S3State,
  CompleteMultipartUploadCommandInput,
  Omit<CompleteMultipartUploadCommandOutput, '$metadata'>
> = {
  action: 's3:PutObject',
  resource: forObject,
  handle(state, input, context) {
    const bucket = bucketOf(state, input.Bucket);
    const upload = uploadOf(state, input.UploadId, bucket.name, input.Key);
    const named = input.MultipartUpload?.Parts ?? [];
    const numbers = named.map(({ PartNumber = 0 }) => PartNumber);
    if (numbers.length === 0)
      throw new AwsError(
        'MalformedXML',
        'The XML you provided was not well-formed or did not validate against our published schema',
        { status: 400 },
      );
    if (numbers.some((number, i) => i > 0 && number <= (numbers[i - 1] ?? 0))) {
      throw new AwsError(
        'InvalidPartOrder',
        'The list of parts was not in ascending order. Parts must be ordered by part number.',
        { status: 400 },
      );
    }
    const stored = new Map(state.objects.parts(upload.id).map((part) => [part.number, part]));
    const chosen = named.map(({ PartNumber = 0, ETag = '' }) => {
      const part = stored.get(PartNumber);
      if (!part || part.etag !== ETag.replaceAll('"', '')) {
        throw new AwsError(
          'InvalidPart',
          "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
          { status: 400 },
        );
      }
      return part;
    });
    if (chosen.slice(0, -1).some(({ size }) => size < SMALLEST_PART)) {
      throw new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
        status: 400,
      });
    }
    const body = Buffer.concat(chosen.map(({ number }) => state.objects.partBody(upload.id, number)));
    const digest = createHash('md5')
      .update(Buffer.concat(chosen.map(({ etag }) => Buffer.from(etag, 'hex'))))
      .digest('hex');
    const etag = `${digest}-${chosen.length}`;
    const object = {
      bucket: bucket.name,
      key: upload.key,
      version: newVersion(state, bucket),
      marker: false,
      size: body.length,
      etag,
      modified: context.now,
      meta: upload.meta,
    };
    state.deps.store.atomic(() => {
      state.objects.put(object, body);
      state.objects.dropParts(upload.id);
      state.uploads.delete(upload.id);
    });
    announce(state, bucket, 'Object Created', object, 'CompleteMultipartUpload', context);
    return {
      Bucket: bucket.name,
      Key: upload.key,
      ETag: `"${etag}"`,
      Location: `${state.deps.endpoint()}/${bucket.name}/${upload.key}`,
      ...versionHeader(bucket.versioning, object.version),
    };
  },
};

export const abortMultipartUpload: Operation<S3State, AbortMultipartUploadCommandInput, object> = {
  resource: forObject,
  handle(state, input) {
    const { name } = bucketOf(state, input.Bucket);
    const { id } = uploadOf(state, input.UploadId, name, input.Key);
    state.objects.dropParts(id);
    state.uploads.delete(id);
    return {};
  },
};
