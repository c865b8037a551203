/** What every painter of the diagram is handed: where to draw, what, and which part of time is in sight. */
import type { Diagram } from '#scene/diagram';
import type { Brush } from './brush';
import type { Window } from './diagram-space';

export interface DiagramBrush extends Brush {
  readonly diagram: Diagram;
  readonly window: Window;
  readonly selection: string | undefined;
  readonly hover: string | undefined;
  readonly witness: ReadonlySet<string> | undefined;
}
