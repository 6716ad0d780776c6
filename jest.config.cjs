/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  moduleFileExtensions: ['ts', 'mjs', 'cjs', 'js', 'json'],
  transform: { '\\.(ts|mjs|js)$': '<rootDir>/test/transform.cjs' },
  // Only packages that ship nothing but ES modules need the transform.
  transformIgnorePatterns: ['/node_modules/(?!(@middy)/)'],
  modulePathIgnorePatterns: ['<rootDir>/.serverless', '<rootDir>/.esbuild', '<rootDir>/.trestle'],
};
