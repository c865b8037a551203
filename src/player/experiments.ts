/** The experiments of the protocols' own folders: what pins a protocol's behaviour in the tests can be opened in the lab. */

const goldenFiles = import.meta.glob<string>('/src/protocols/*/golden/*.txt', { query: '?raw', import: 'default' });

const titleFiles: Readonly<Record<string, string>> = import.meta.glob('/src/protocols/*/golden/*.txt', {
  eager: true,
  query: '?title',
  import: 'default',
});

export interface Experiment {
  readonly file: string;
  readonly protocol: string;
  /** The script's own title: what a list calls it is what stands above it once it is opened. */
  readonly title: string;
}

/** The experiments that pin a protocol's behaviour in the tests: they can be opened in the lab as well. */
export const experiments: readonly Experiment[] = Object.keys(goldenFiles).map((file) => ({
  file,
  protocol: file.split('/').at(-3)!,
  title: titleFiles[file]!,
}));

/** An experiment's script; what the tests expect of it stands below a line of hyphens and is left out. */
export async function loadExperiment({ file }: Experiment): Promise<string> {
  const text = await goldenFiles[file]!();
  return text.split(/^----$/m)[0]!;
}
