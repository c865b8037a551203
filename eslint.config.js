/** What the linter looks for: mistakes, in TypeScript and in Svelte's templates. Layout is Prettier's, structure tests/tidy.test.ts's. */
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['.build/', '.svelte-kit/', '.test-results/', 'node_modules/'] },
  js.configs.recommended,
  ts.configs.strict, // Not type-aware: svelte-check sees types, and this stays fast.
  ts.configs.stylistic,
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'off', // Svelte's own rule knows that `let { children } = $props()` is meant.
      'svelte/prefer-const': 'error',
      'no-undef': 'off', // TypeScript knows better.
      '@typescript-eslint/consistent-type-definitions': 'off', // A union is a type, a record an interface.
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-empty-function': 'off', // An effect is a function that does nothing: the kernel performs it.
      '@typescript-eslint/no-non-null-assertion': 'off', // `array[i]!` inside a checked bound.
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } },
  },
  {
    files: ['static/**/*.js'],
    languageOptions: { globals: globals.browser, sourceType: 'script' },
    rules: { 'no-var': 'off' },
  },
);
