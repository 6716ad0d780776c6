const BUCKET_HOST = /^([a-z0-9][a-z0-9.-]+)\.(?:s3[.-][a-z0-9.-]*|s3\.localhost|localhost)(?::\d+)?$/;

/** The path of an S3 request with its bucket in front, also where the bucket was in the host name. */
export function pathStyle(host: string, path: string): string {
  const bucket = BUCKET_HOST.exec(host)?.[1];
  return bucket === undefined || bucket === 's3' ? path : `/${bucket}${path}`;
}
