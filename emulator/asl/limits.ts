/** Quotas of the language. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */

/** Bytes of JSON that a state, a task or an execution takes or gives. */
export const PAYLOAD_BYTES = 262_144;
/** Bytes of a definition. */
export const DEFINITION_BYTES = 1_048_576;
/** Characters of a state's name. */
export const STATE_NAME_LENGTH = 80;
/** Seconds of a timeout or a wait. */
export const MAX_SECONDS = 99_999_999;

/** Whether a JSON text is over the payload limit. Only texts long enough to be are measured. */
export const exceedsPayload = (json: string): boolean =>
  json.length > PAYLOAD_BYTES || (json.length * 3 > PAYLOAD_BYTES && Buffer.byteLength(json) > PAYLOAD_BYTES);
