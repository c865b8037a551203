/** What can be done to things comes after the first picture; what is asked for before it has come waits, and is not lost. */
const bring = () => import('#player/gestures');
type Gestures = Awaited<ReturnType<typeof bring>>;

let here: Gestures | undefined;

export const gesturing = {
  async arrive(): Promise<void> {
    here ??= await bring();
  },
  /** Does it with them: at once where they are here. */
  use(then: (gestures: Gestures) => void): void {
    if (here) then(here);
    else void gesturing.arrive().then(() => then(here!));
  },
};
