/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // Nothing here takes so long; a machine that is busy with something else may.
  testTimeout: 30_000,
  reporters: ['default', '<rootDir>/test/support/summary-reporter.cjs'],
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  moduleFileExtensions: ['ts', 'mjs', 'cjs', 'js', 'json'],
  transform: { '\\.(ts|mjs|js)$': '<rootDir>/test/transform.cjs' },
  // Only packages that ship nothing but ES modules need the transform.
  transformIgnorePatterns: ['/node_modules/(?!(@middy)/)'],
  modulePathIgnorePatterns: ['<rootDir>/.serverless', '<rootDir>/.esbuild', '<rootDir>/.trestle'],
};
