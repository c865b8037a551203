/** Types of what the build makes out of files that are not TypeScript. */

declare module '*.md' {
  import type { Prose } from '#lesson/prose';
  const prose: Prose;
  export default prose;
}
