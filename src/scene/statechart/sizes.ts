/** The measures of a drawn statechart, px at its natural size. */

/** A state's name stands in a bar of this height. */
export const HEADER = 24;
export const ROW = 18;
export const CHIP = 18;
/** Between states beside each other, and from a state's edge to what is in it. */
export const GAP = 8;
export const INDENT = 14;
export const PAD = 8;
/** The width of a letter of the fixed-width type, at the size of rows and chips. */
export const LETTER = 6.65;
/** Between the wires of the gutter. */
export const TRACK = 7;
