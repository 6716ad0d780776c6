import { createHash, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../../../core/aws-error.ts';

const VERSION = 1;
const HEAD = 11;
const PROOF = 32;

const proofOf = (seed: string, task: number): Buffer => createHash('sha256').update(`${seed}/token/${task}`).digest();

/** A task's token: which execution and task, and a proof that only who got the token can give. Base64. */
export function tokenOf(execution: number, seed: string, task: number): string {
  const head = Buffer.alloc(HEAD);
  head.writeUInt8(VERSION);
  head.writeUIntBE(execution, 1, 6);
  head.writeUInt32BE(task, 7);
  return Buffer.concat([head, proofOf(seed, task)]).toString('base64');
}

export interface Token {
  readonly execution: number;
  readonly task: number;
  proves(seed: string): boolean;
}

const invalid = (): AwsError => new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");

/** @throws AwsError `InvalidToken` where the text was never a token */
export function readToken(text: string): Token {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== HEAD + PROOF || bytes[0] !== VERSION || bytes.toString('base64') !== text) throw invalid();
  const task = bytes.readUInt32BE(7);
  return {
    execution: bytes.readUIntBE(1, 6),
    task,
    proves: (seed) => timingSafeEqual(proofOf(seed, task), bytes.subarray(HEAD)),
  };
}
