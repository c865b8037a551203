/** How well colours are told apart, as WCAG 2.2 measures it, on a screen and through a weak lamp. */

/** WCAG 2.2, "contrast ratio". */
export function contrast(one: string, other: string): number {
  const [lower, higher] = [one, other].map(luminance).sort((a, b) => a - b);
  return (higher! + 0.05) / (lower! + 0.05);
}

/** WCAG 2.2, "relative luminance". */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** A colour with 20 % less contrast: nearer to the middle, as a lamp that is too weak for its room shows it. */
export const weakened = (hex: string): string =>
  `#${[1, 3, 5]
    .map((start) => Math.round(127.5 + (Number.parseInt(hex.slice(start, start + 2), 16) - 127.5) * 0.8))
    .map((part) => part.toString(16).padStart(2, '0'))
    .join('')}`;
