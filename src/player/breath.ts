/** Ends the task, so that whoever types or scrolls is answered before the next begins. Not where pages are prerendered: nobody waits there. */
export const breath = (): Promise<void> =>
  import.meta.env.SSR ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve));
