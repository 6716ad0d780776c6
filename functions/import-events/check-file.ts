import { s3 } from '../../lib/aws/s3.ts';
import { S3DroppedFile } from '../../lib/aws/s3-dropped-file.ts';
import { taskHandler } from '../../lib/aws/task-handler.ts';
import { checkFile } from '../../lib/imports/check-file.ts';

/** Reads a dropped file once, and writes a copy where the workflow could not read it. Idempotency key: the file's key. */
export const handler = taskHandler(({ bucket, key }: { readonly bucket: string; readonly key: string }) =>
  checkFile(new S3DroppedFile(s3, bucket, key)),
);
