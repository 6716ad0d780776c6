import { count, type Intrinsic, invalid, textAt } from './intrinsic.ts';

const MOST_CHARACTERS = 10_000;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/** At most 10,000 characters. */
export const base64Encode: Intrinsic = (args) => {
  count('Base64Encode', args, 1);
  const text = textAt('Base64Encode', args, 0);
  if (text.length > MOST_CHARACTERS) throw invalid('Base64Encode', `more than ${MOST_CHARACTERS} characters`);
  return Buffer.from(text, 'utf8').toString('base64');
};

/** At most 10,000 characters, of the standard alphabet. */
export const base64Decode: Intrinsic = (args) => {
  count('Base64Decode', args, 1);
  const text = textAt('Base64Decode', args, 0);
  if (text.length > MOST_CHARACTERS) throw invalid('Base64Decode', `more than ${MOST_CHARACTERS} characters`);
  if (!BASE64.test(text)) throw invalid('Base64Decode', 'the data is not Base64');
  return Buffer.from(text, 'base64').toString('utf8');
};
