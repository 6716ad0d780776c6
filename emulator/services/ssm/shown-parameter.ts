import type { RequestContext } from '../../core/service.ts';
import { type Parameter, parameterArn, type Version } from './parameter.ts';
import { decryptValue } from './secure-value.ts';
import type { SsmState } from './state.ts';

export const readValue = (
  state: SsmState,
  parameter: Parameter,
  { value, keyId }: Version,
  withDecryption: boolean | undefined,
  context: RequestContext,
): Promise<string> | string =>
  keyId !== undefined && withDecryption ? decryptValue(state, parameter, value, keyId, context) : value;

/** A parameter as GetParameter gives it. Without decryption a SecureString is its ciphertext. */
export const shownParameter = async (
  state: SsmState,
  parameter: Parameter,
  version: Version,
  selector: string | undefined,
  withDecryption: boolean | undefined,
  context: RequestContext,
) => ({
  Name: parameter.name,
  Type: parameter.type,
  Value: await readValue(state, parameter, version, withDecryption, context),
  Version: version.number,
  ...(selector === undefined ? {} : { Selector: selector }),
  LastModifiedDate: new Date(version.modified),
  ARN: parameterArn(parameter, parameter.name),
  DataType: 'text',
});
