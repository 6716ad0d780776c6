import { closeExpression, type Operator } from './operator.ts';

export const readExists: Operator = (reader, token) => {
  if (token !== 'true' && token !== 'false') reader.fail('exists match pattern must be either true or false.');
  closeExpression(reader);
  return { kind: token === 'true' ? 'exists' : 'absent' };
};
