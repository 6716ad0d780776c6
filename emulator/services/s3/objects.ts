import type { Instant } from '../../core/clock.ts';
import type { Store } from '../../store/store.ts';

/** What is known of an object without its body. */
export interface ObjectInfo {
  readonly id: number;
  readonly bucket: string;
  readonly key: string;
  /** `null` for what was put while versioning was off, as S3 names it. */
  readonly version: string;
  readonly latest: boolean;
  readonly marker: boolean;
  readonly size: number;
  readonly etag: string;
  readonly modified: Instant;
  readonly meta: ObjectMeta;
}

/** Headers and settings that travel with an object. */
export interface ObjectMeta {
  readonly metadata: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly checksums: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly storageClass: string;
  readonly encryption: string;
}

interface ObjectRow extends Record<string, unknown> {
  id: number;
  bucket: string;
  key: string;
  version: string;
  latest: number;
  marker: number;
  size: number;
  etag: string;
  modified: number;
  meta: string;
}

const info = ({ latest, marker, meta, ...row }: ObjectRow): ObjectInfo => ({
  ...row,
  latest: latest === 1,
  marker: marker === 1,
  meta: JSON.parse(meta) as ObjectMeta,
});

const COLUMNS = 'id, bucket, key, version, latest, marker, size, etag, modified, meta';

export type Objects = ReturnType<typeof createObjects>;

/** All objects of all buckets, bodies included, so that a put is one commit. */
export function createObjects(store: Store) {
  store.schema(`
    CREATE TABLE IF NOT EXISTS s3_objects (
      id INTEGER PRIMARY KEY AUTOINCREMENT, bucket TEXT NOT NULL, key TEXT NOT NULL, version TEXT NOT NULL, latest INTEGER NOT NULL,
      marker INTEGER NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL, modified INTEGER NOT NULL, meta TEXT NOT NULL, body BLOB NOT NULL);
    CREATE UNIQUE INDEX IF NOT EXISTS s3_objects_version ON s3_objects (bucket, key, version);
    CREATE UNIQUE INDEX IF NOT EXISTS s3_objects_latest ON s3_objects (bucket, key) WHERE latest = 1;
    CREATE TABLE IF NOT EXISTS s3_parts (
      upload TEXT NOT NULL, number INTEGER NOT NULL, etag TEXT NOT NULL, modified INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (upload, number));`);
  const latest = store.prepare<ObjectRow>(
    `SELECT ${COLUMNS} FROM s3_objects WHERE bucket = ? AND key = ? AND latest = 1`,
  );
  const version = store.prepare<ObjectRow>(
    `SELECT ${COLUMNS} FROM s3_objects WHERE bucket = ? AND key = ? AND version = ?`,
  );
  const body = store.prepare<{ body: Uint8Array }>('SELECT body FROM s3_objects WHERE id = ?');
  const retire = store.prepare('UPDATE s3_objects SET latest = 0 WHERE bucket = ? AND key = ? AND latest = 1');
  const insert = store.prepare(
    'INSERT INTO s3_objects (bucket, key, version, latest, marker, size, etag, modified, meta, body) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?)',
  );
  const remove = store.prepare('DELETE FROM s3_objects WHERE id = ?');
  const promote = store.prepare(
    'UPDATE s3_objects SET latest = 1 WHERE id = (SELECT max(id) FROM s3_objects WHERE bucket = ?1 AND key = ?2)',
  );
  const remeta = store.prepare('UPDATE s3_objects SET meta = ? WHERE id = ?');
  const after = store.prepare<ObjectRow>(
    `SELECT ${COLUMNS} FROM s3_objects WHERE bucket = ? AND key > ? AND latest = 1 AND marker = 0 ORDER BY key LIMIT ?`,
  );
  const versions = store.prepare<ObjectRow>(
    `SELECT ${COLUMNS} FROM s3_objects WHERE bucket = ? AND key >= ? ORDER BY key, id DESC LIMIT ?`,
  );
  const any = store.prepare<{ id: number }>('SELECT id FROM s3_objects WHERE bucket = ? LIMIT 1');
  const putPart = store.prepare(
    'INSERT OR REPLACE INTO s3_parts (upload, number, etag, modified, body) VALUES (?, ?, ?, ?, ?)',
  );
  const parts = store.prepare<{ number: number; etag: string; modified: number; size: number }>(
    'SELECT number, etag, modified, length(body) AS size FROM s3_parts WHERE upload = ? ORDER BY number',
  );
  const partBody = store.prepare<{ body: Uint8Array }>('SELECT body FROM s3_parts WHERE upload = ? AND number = ?');
  const dropParts = store.prepare('DELETE FROM s3_parts WHERE upload = ?');
  const one = (row: ObjectRow | undefined): ObjectInfo | undefined => row && info(row);

  return {
    latest: (bucket: string, key: string): ObjectInfo | undefined => one(latest.get(bucket, key)),
    version: (bucket: string, key: string, id: string): ObjectInfo | undefined => one(version.get(bucket, key, id)),
    body: (id: number): Uint8Array => body.get(id)?.body ?? new Uint8Array(),
    /** Makes a new latest version; one of the same version id is replaced. */
    put(object: Omit<ObjectInfo, 'id' | 'latest'>, data: Uint8Array): void {
      store.atomic(() => {
        const same = version.get(object.bucket, object.key, object.version);
        if (same) remove.run(same.id);
        retire.run(object.bucket, object.key);
        insert.run(
          object.bucket,
          object.key,
          object.version,
          object.marker ? 1 : 0,
          object.size,
          object.etag,
          object.modified,
          JSON.stringify(object.meta),
          data,
        );
      });
    },
    /** Removes one version for good; the one before it becomes the latest. */
    remove(object: ObjectInfo): void {
      store.atomic(() => {
        remove.run(object.id);
        if (object.latest) promote.run(object.bucket, object.key);
      });
    },
    setMeta: (id: number, meta: ObjectMeta): void => void remeta.run(JSON.stringify(meta), id),
    /** Living objects behind a key, in S3's order (UTF-8 bytes). */
    after: (bucket: string, key: string, limit: number): ObjectInfo[] => after.all(bucket, key, limit).map(info),
    versions: (bucket: string, key: string, limit: number): ObjectInfo[] => versions.all(bucket, key, limit).map(info),
    isEmpty: (bucket: string): boolean => any.get(bucket) === undefined,
    putPart: (upload: string, number: number, etag: string, modified: Instant, data: Uint8Array): void =>
      void putPart.run(upload, number, etag, modified, data),
    parts: (upload: string) => parts.all(upload),
    partBody: (upload: string, number: number): Uint8Array => partBody.get(upload, number)?.body ?? new Uint8Array(),
    dropParts: (upload: string): void => void dropParts.run(upload),
  };
}
