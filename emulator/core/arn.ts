/** The parts of `arn:aws:<service>:<region>:<account>:<resource>`. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  /** All after the fifth colon; it may hold colons and slashes itself. */
  readonly resource: string;
}

/** Where a resource lives. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

const ARN = /^arn:(aws[\w-]*):([\w-]+):([\w-]*):(\d{12}|aws)?:(.+)$/s;

/** The parts of an ARN, or undefined where the text is none. */
export function parseArn(text: string): Arn | undefined {
  const found = ARN.exec(text);
  if (!found) return undefined;
  const [, partition = '', service = '', region = '', accountId = '', resource = ''] = found;
  return { partition, service, region, accountId, resource };
}

export const formatArn = (service: string, { accountId, region }: Place, resource: string): string =>
  `arn:aws:${service}:${region}:${accountId}:${resource}`;

/** IAM and S3 ARNs bear no region; S3's bear no account either. */
export const globalArn = (service: string, accountId: string, resource: string): string =>
  `arn:aws:${service}::${accountId}:${resource}`;

/** The key under which a service files a resource: account, region, then its own name. */
export function placeKey({ accountId, region }: Place, ...names: string[]): string {
  const [name] = names;
  return names.length === 1 ? `${accountId}/${region}/${name}` : [accountId, region, ...names].join('/');
}
