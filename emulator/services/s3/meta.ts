import type { ObjectMeta } from './objects.ts';

/** Request members that come back as response headers. */
const HEADERS = ['ContentType', 'ContentEncoding', 'ContentDisposition', 'ContentLanguage', 'CacheControl'] as const;

interface Described {
  readonly Metadata?: Record<string, string> | undefined;
  readonly Tagging?: string | undefined;
  readonly StorageClass?: string | undefined;
  readonly ServerSideEncryption?: string | undefined;
}

/** What a request says about the object it makes. */
export function metaOf(input: Described, checksums: Record<string, string>): ObjectMeta {
  const values = input as Record<string, unknown>;
  const headers = HEADERS.map((name) => [name, values[name]] as const).filter(
    (pair): pair is [(typeof HEADERS)[number], string] => typeof pair[1] === 'string' && pair[1] !== '',
  );
  return {
    metadata: Object.fromEntries(
      Object.entries(input.Metadata ?? {}).map(([key, value]) => [key.toLowerCase(), value]),
    ),
    headers: { ContentType: 'binary/octet-stream', ...Object.fromEntries(headers) },
    checksums,
    tags: Object.fromEntries(new URLSearchParams(input.Tagging ?? '')),
    storageClass: input.StorageClass ?? 'STANDARD',
    encryption: input.ServerSideEncryption ?? 'AES256',
  };
}
