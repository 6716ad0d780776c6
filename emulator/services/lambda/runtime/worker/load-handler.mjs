// Finds and loads a handler, and keeps the function to its own modules.

import { existsSync, readFileSync } from 'node:fs';
import { createRequire, isBuiltin, registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeError } from './errors.mjs';

/** AWS puts its SDK for JavaScript beside the runtime; everything else a function must bring along. */
const PROVIDED = /^@(aws-sdk|smithy|aws)\//;

const CALLBACKS_REMOVED =
  'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.';

const ownRequire = createRequire(import.meta.url);

const notFound = (specifier) =>
  Object.assign(new Error(`Cannot find module '${specifier}'`), { code: 'MODULE_NOT_FOUND' });

/**
 * Without this a package that the function forgot to bring would be found in a `node_modules`
 * somewhere above the folder it lies in.
 */
function keepTo(folder) {
  const root = `${pathToFileURL(folder).href}/`;
  registerHooks({
    resolve(specifier, context, nextResolve) {
      if (isBuiltin(specifier) || !context.parentURL?.startsWith(root)) return nextResolve(specifier, context);
      try {
        const found = nextResolve(specifier, context);
        if (found.url.startsWith(root)) return found;
      } catch (error) {
        if (!PROVIDED.test(specifier)) throw error;
      }
      if (!PROVIDED.test(specifier)) throw notFound(specifier);
      // What `require` resolves from cannot be changed on the way; it is asked anew from here.
      if (context.conditions.includes('require'))
        return { url: pathToFileURL(ownRequire.resolve(specifier)).href, shortCircuit: true };
      return nextResolve(specifier, { ...context, parentURL: import.meta.url });
    },
  });
}

const isModule = (file, folder) => {
  if (!file.endsWith('.js')) return file.endsWith('.mjs');
  for (let dir = path.dirname(file); dir.startsWith(folder); dir = path.dirname(dir)) {
    const manifest = path.join(dir, 'package.json');
    if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, 'utf8')).type === 'module';
  }
  return false;
};

async function loadModule(base, folder) {
  const file = ['', '.js', '.mjs', '.cjs']
    .map((ending) => base + ending)
    .find((name) => path.extname(name) !== '' && existsSync(name));
  if (!file) {
    const missing = `Error: Cannot find module '${path.basename(base)}'\nRequire stack:\n- /var/runtime/index.mjs`;
    throw new RuntimeError('Runtime.ImportModuleError', missing);
  }
  try {
    // A CommonJS bundle is required, not imported: its exports are as it made them.
    return isModule(file, folder) ? await import(pathToFileURL(file).href) : createRequire(file)(file);
  } catch (error) {
    if (error?.code === 'ERR_REQUIRE_ASYNC_MODULE') return import(pathToFileURL(file).href);
    if (error instanceof SyntaxError)
      throw Object.assign(new RuntimeError('Runtime.UserCodeSyntaxError', String(error)), { stack: error.stack });
    if (error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND')
      throw new RuntimeError('Runtime.ImportModuleError', String(error));
    throw error;
  }
}

const findIn = (value, name) =>
  name
    .split('.')
    .reduce((nested, key) => (typeof nested === 'object' && nested !== null ? nested[key] : undefined), value);

/** @throws Error as AWS's runtime does: `Runtime.ImportModuleError`, `Runtime.HandlerNotFound` … */
export async function loadHandler({ folder, handlerName, runtime }) {
  if (handlerName.includes('..')) {
    throw new RuntimeError(
      'Runtime.MalformedHandlerName',
      `'${handlerName}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const [, name, exported] = /^([^.]*)\.(.*)$/.exec(path.basename(handlerName)) ?? [];
  if (name === undefined) throw new RuntimeError('Runtime.MalformedHandlerName', 'Bad handler');
  keepTo(folder);
  const loaded = await loadModule(path.join(folder, path.dirname(handlerName), name), folder);
  const handler = findIn(loaded, exported) ?? findIn(loaded.default, exported);
  if (!handler) throw new RuntimeError('Runtime.HandlerNotFound', `${handlerName} is undefined or not exported`);
  if (typeof handler !== 'function')
    throw new RuntimeError('Runtime.HandlerNotFound', `${handlerName} is not a function`);
  if (runtime === 'nodejs24.x' && handler.length >= 3)
    throw new RuntimeError('Runtime.CallbackHandlerDeprecated', CALLBACKS_REMOVED);
  return handler;
}
