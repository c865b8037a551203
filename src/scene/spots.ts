/** Where few replicas stand: around the stage from the top, against the clock, so that no way between two passes behind a third. */
import type { Box, Shape } from './unit';

/** The size of each card, and the centres in the script's order, all in shares of the stage. */
export interface Cards extends Pick<Box, 'width' | 'height'> {
  readonly spots: readonly (readonly [number, number])[];
}

const LARGE = { width: 0.2, height: 0.255 };
const FLAT = { width: 0.19, height: 0.2 };
const UPRIGHT = { width: 0.46, height: 0.175 };
const NARROW = { width: 0.31, height: 0.125 };

/** One above, the others in a row below; then sides and a row below; beyond it two more beside the first. */
const WIDE: readonly Cards[] = [
  { ...LARGE, spots: [[0.5, 0.5]] },
  {
    ...LARGE,
    spots: [
      [0.5, 0.18],
      [0.5, 0.79],
    ],
  },
  {
    ...LARGE,
    spots: [
      [0.5, 0.18],
      [0.29, 0.79],
      [0.71, 0.79],
    ],
  },
  {
    ...LARGE,
    spots: [
      [0.5, 0.18],
      [0.14, 0.5],
      [0.5, 0.79],
      [0.86, 0.5],
    ],
  },
  {
    ...LARGE,
    spots: [
      [0.5, 0.18],
      [0.125, 0.44],
      [0.29, 0.79],
      [0.71, 0.79],
      [0.875, 0.44],
    ],
  },
  {
    ...FLAT,
    spots: [
      [0.5, 0.14],
      [0.11, 0.46],
      [0.2, 0.82],
      [0.5, 0.82],
      [0.8, 0.82],
      [0.89, 0.46],
    ],
  },
  {
    ...FLAT,
    spots: [
      [0.5, 0.14],
      [0.105, 0.46],
      [0.14, 0.82],
      [0.38, 0.82],
      [0.62, 0.82],
      [0.86, 0.82],
      [0.895, 0.46],
    ],
  },
  {
    ...FLAT,
    spots: [
      [0.5, 0.14],
      [0.255, 0.14],
      [0.105, 0.48],
      [0.2, 0.82],
      [0.5, 0.82],
      [0.8, 0.82],
      [0.895, 0.48],
      [0.745, 0.14],
    ],
  },
  {
    ...FLAT,
    spots: [
      [0.5, 0.14],
      [0.255, 0.14],
      [0.105, 0.48],
      [0.14, 0.82],
      [0.38, 0.82],
      [0.62, 0.82],
      [0.86, 0.82],
      [0.895, 0.48],
      [0.745, 0.14],
    ],
  },
];

/** Narrower where more stand beside each other; the corners above belong to clients. */
const TALL: readonly Cards[] = [
  { width: 0.46, height: 0.205, spots: [[0.5, 0.45]] },
  {
    ...UPRIGHT,
    spots: [
      [0.5, 0.1175],
      [0.5, 0.61],
    ],
  },
  {
    ...UPRIGHT,
    spots: [
      [0.5, 0.1175],
      [0.25, 0.61],
      [0.75, 0.61],
    ],
  },
  {
    width: 0.42,
    height: 0.16,
    spots: [
      [0.5, 0.115],
      [0.22, 0.43],
      [0.5, 0.86],
      [0.78, 0.43],
    ],
  },
  {
    width: 0.4,
    height: 0.15,
    spots: [
      [0.5, 0.11],
      [0.21, 0.39],
      [0.26, 0.865],
      [0.74, 0.865],
      [0.79, 0.39],
    ],
  },
  {
    ...NARROW,
    spots: [
      [0.5, 0.1],
      [0.17, 0.4],
      [0.17, 0.87],
      [0.5, 0.87],
      [0.83, 0.87],
      [0.83, 0.4],
    ],
  },
  {
    ...NARROW,
    spots: [
      [0.5, 0.1],
      [0.17, 0.35],
      [0.17, 0.62],
      [0.3, 0.88],
      [0.7, 0.88],
      [0.83, 0.62],
      [0.83, 0.35],
    ],
  },
  {
    ...NARROW,
    spots: [
      [0.5, 0.1],
      [0.17, 0.35],
      [0.17, 0.62],
      [0.17, 0.88],
      [0.5, 0.88],
      [0.83, 0.88],
      [0.83, 0.62],
      [0.83, 0.35],
    ],
  },
  {
    width: 0.31,
    height: 0.12,
    spots: [
      [0.5, 0.1],
      [0.17, 0.33],
      [0.17, 0.52],
      [0.17, 0.71],
      [0.32, 0.885],
      [0.68, 0.885],
      [0.83, 0.71],
      [0.83, 0.52],
      [0.83, 0.33],
    ],
  },
];

/** Undefined where there are more than stand around the stage. */
export const cardsFor = (count: number, shape: Shape): Cards | undefined => (shape === 'wide' ? WIDE : TALL)[count - 1];
