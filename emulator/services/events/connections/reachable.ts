/**
 * Whether EventBridge would call an endpoint: AWS takes HTTPS only. Plain HTTP is let through to this machine alone,
 * which AWS could not reach.
 */
export function isReachable(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname } = new URL(endpoint);
  const local = protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
  return local || protocol === 'https:';
}
