const ARN = /^arn:aws[\w-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(?::[\w$-]+)?$/;
const INVOCATIONS =
  /^arn:aws[\w-]*:apigateway:[a-z0-9-]+:lambda:path\/2015-03-31\/functions\/(arn:[^/]+)\/invocations$/;

/** The function that an integration or an authorizer names, by its ARN or by API Gateway's path to it. */
export function functionOfUri(uri: string): string | undefined {
  const arn = INVOCATIONS.exec(uri)?.[1] ?? uri;
  return ARN.test(arn) ? arn : undefined;
}
