import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { ClientOptions } from './client-options.ts';

/** The secret that a partner signs with: the text itself, or the member `secret` of a JSON object. */
export async function readSecret(client: ClientOptions, SecretId: string): Promise<string> {
  const { SecretString = '' } = await new SecretsManagerClient(client).send(new GetSecretValueCommand({ SecretId }));
  return SecretString.startsWith('{') ? (JSON.parse(SecretString) as { secret: string }).secret : SecretString;
}
