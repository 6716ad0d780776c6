import type { HttpRequest } from './http-request.ts';

const SOURCE = /^\$(request\.header|request\.querystring|context|stageVariables)\.([\w.-]+)$/;

export const isIdentitySource = (text: string): boolean => SOURCE.test(text);

/**
 * What an authorizer's identity sources say in a request.
 * @returns undefined where one of them is not there: API Gateway answers 401 then, without asking the function
 */
export function identityOf(sources: readonly string[], request: HttpRequest): readonly string[] | undefined {
  const values = sources.map((source) => {
    const [, kind, name = ''] = SOURCE.exec(source) ?? [];
    if (kind === 'request.header') return request.headers[name.toLowerCase()];
    if (kind === 'request.querystring') return request.query[name];
    if (kind === 'stageVariables') return request.stageVariables[name];
    return ({ identity: { sourceIp: request.sourceIp }, path: request.path } as Record<string, unknown>)[name] as
      | string
      | undefined;
  });
  const found = values.filter((value) => value !== undefined && value !== '');
  return found.length === values.length ? (found as string[]) : undefined;
}
