import type {
  ListExportsCommandInput,
  ListExportsCommandOutput,
  ListImportsCommandInput,
  ListImportsCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { pageOf } from '../page.ts';
import { stacksOf } from '../state.ts';
import { validationError } from '../template/template-error.ts';
import type { CloudFormationOperation } from './operation.ts';

export const listExports: CloudFormationOperation<ListExportsCommandInput, ListExportsCommandOutput> = {
  handle(state, { NextToken: token }, context) {
    const exports = stacksOf(state, context).flatMap(({ id, outputs }) =>
      outputs.flatMap(({ exportName, value }) =>
        exportName === undefined ? [] : [{ ExportingStackId: id, Name: exportName, Value: value }],
      ),
    );
    const { items, next } = pageOf(
      exports.sort((a, b) => (a.Name < b.Name ? -1 : 1)),
      token,
    );
    return { Exports: items, ...next };
  },
};

export const listImports: CloudFormationOperation<ListImportsCommandInput, ListImportsCommandOutput> = {
  handle(state, { ExportName: name = '', NextToken: token }, context) {
    const stacks = stacksOf(state, context);
    if (!stacks.some(({ outputs }) => outputs.some(({ exportName }) => exportName === name)))
      throw validationError(`Export '${name}' does not exist.`);
    const importers = stacks.filter(({ imports }) => imports.includes(name)).map((stack) => stack.name);
    if (importers.length === 0) throw validationError(`Export '${name}' is not imported by any stack.`);
    const { items, next } = pageOf(importers, token);
    return { Imports: items, ...next };
  },
};
