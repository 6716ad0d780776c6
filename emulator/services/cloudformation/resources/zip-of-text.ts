import { zipSync } from 'fflate';

/** When a file in a zip cannot say: zip knows no earlier year, and the same text gives the same archive. */
const EPOCH = '1980-01-02T00:00:00';

/** A zip archive that holds one text file. */
export const zipOfText = (name: string, text: string): Uint8Array =>
  zipSync({ [name]: new TextEncoder().encode(text) }, { mtime: EPOCH });
