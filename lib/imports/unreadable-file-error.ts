/** The file cannot be read at all, and will not be by trying again. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
}
