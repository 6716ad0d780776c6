const TOKEN = /"(?:[^"\\]|\\.)*"|\s+/g;

/** White space between tokens stands next to one of these, or at an end; within a string it may as well. */
const NEAR_STRUCTURE = /[{}[\],:]\s|\s[{}[\],:]|^\s|\s$/;

/**
 * JSON without the white space between its tokens. Numbers and escapes stay as they were written.
 * @param json valid JSON
 */
export const compactJson = (json: string): string =>
  NEAR_STRUCTURE.test(json) ? json.replace(TOKEN, (token) => (token.startsWith('"') ? token : '')) : json;
