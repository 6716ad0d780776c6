import { checkReferences } from '../../../../../emulator/asl/jsonata/check-references.ts';
import { compileJsonata } from '../../../../../emulator/asl/jsonata/compile-jsonata.ts';

const check = (expression: string): string[] =>
  checkReferences(compileJsonata(`{% ${expression} %}`, 'Output').ast, ['input', 'context']);
const top = (name: string): string => `Reference to '${name}' at the top level is not supported.`;

it.each([
  '$states.input.a.b',
  '$states',
  '$states.context.Execution.Input.*',
  '$x[type = "a"].name',
  '$x.{"k": name, "l": $.other}',
  '$x^(>age).name',
  '$x{type: $sum(price)}',
  '$map($x, function($v) { $v.name })',
  '$states.input ~> |items|{"price": price * 2}|',
  '$x.($y := name; $y)',
  '$x[0][$ > 1]',
  '$states.input.**.name',
])('%s refers to what is there', (expression) => {
  expect(check(expression)).toEqual([]);
});

it.each([
  ['phone', [top('phone')]],
  ['Account.Order.Product', [top('Account')]],
  ['`a b`', [top('a b')]],
  ['a + b + a', [top('a'), top('b')]],
  ['$sum(prices)', [top('prices')]],
  ['{"k": name}', [top('name')]],
  ['[name]', [top('name')]],
  ['$map($x, function($v) { $v + offset })', [top('offset')]],
  ['$x ? yes : no', [top('yes'), top('no')]],
  ['*', [top('*')]],
  ['**', [top('**')]],
  ['$', [top('$')]],
  ['$.a', [top('$')]],
  ['$$', [top('$$')]],
  ['$x[$$.y]', [top('$$')]],
  ['name[type = "a"]', [top('name')]],
  ['($y := name; $y)', [top('name')]],
  ['name ~> $uppercase', [top('name')]],
  ['$states.result', ["Field '$states.result' does not exist."]],
  ['$states.errorOutput.Error', ["Field '$states.errorOutput' does not exist."]],
  ['$states.inputs', ["Field '$states.inputs' does not exist."]],
  ['$string($states.result)', ["Field '$states.result' does not exist."]],
])('%s refers to what is not there', (expression, expected) => {
  expect(check(expression)).toEqual(expected);
});
