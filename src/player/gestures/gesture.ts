/** What a gesture is, and what it looks at. */
import type { Phrase } from '#history/phrase';
import type { Tool } from '#lesson/lesson';
import type { Scenario } from '#sim/scenario';
import type { Trace } from '#sim/trace';

export interface Gesture {
  /** What the menu says. */
  readonly name: Phrase;
  readonly tool: Tool;
  readonly make: (scenario: Scenario) => Scenario;
}

export interface Scope {
  readonly trace: Trace;
  readonly atUs: number;
  /** Words that an operator may say to a replica under this protocol. */
  readonly commands: readonly string[];
  /** Tools that the lesson's step allows. */
  readonly tools: readonly Tool[];
}
