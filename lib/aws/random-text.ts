import { randomBytes } from 'node:crypto';

/** Text of that many unforeseeable bytes, base64url. */
export const randomText = (bytes: number): string => randomBytes(bytes).toString('base64url');
