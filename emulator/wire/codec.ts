import type { AwsError } from '../core/aws-error.ts';
import type { OperationModel, ServiceModel } from './model.ts';

/** An HTTP request to an AWS API, with its body read and un-chunked. */
export interface WireRequest {
  readonly method: string;
  /** As sent: still percent-encoded, without the query string. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

/** Which operation a request calls, and what its path said. */
export interface Call {
  readonly operation: string;
  readonly uri: Readonly<Record<string, string>>;
}

/** One of AWS's protocols. A codec knows shapes; it knows no service. */
export interface Codec {
  /** @throws AwsError as AWS answers an operation it does not know */
  identify(request: WireRequest, model: ServiceModel): Call;
  /** @throws AwsError `SerializationException` or its kin where the body is malformed */
  decode(request: WireRequest, call: Call, operation: OperationModel, model: ServiceModel): object;
  encode(output: object, operation: OperationModel, call: Call, model: ServiceModel, requestId: string): WireResponse;
  encodeError(error: AwsError, model: ServiceModel, requestId: string): WireResponse;
}

/** One value of a header that may have been sent more than once. */
export const headerOf = (headers: WireRequest['headers'], name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
};
