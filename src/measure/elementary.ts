/** Logarithm and exponential from + − × ÷ alone: the engines' own differ in the last digit, and then two browsers would draw two curves. */

const LN2 = 0.6931471805599453;

/** Natural logarithm of a positive number, to about 1 part in 10¹⁵. */
export function ln(x: number): number {
  let [mantissa, halvings] = [x, 0];
  for (; mantissa > Math.SQRT2; halvings += 1) mantissa /= 2;
  for (; mantissa < Math.SQRT1_2; halvings -= 1) mantissa *= 2;
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let sum = 0;
  for (let odd = 21; odd >= 1; odd -= 2) sum = sum * square + 1 / odd; // 2·artanh(s), |s| ≤ 0.172.
  return 2 * s * sum + halvings * LN2;
}

/** e to the power of x, for |x| up to 700, to about 1 part in 10¹⁴. */
export function exp(x: number): number {
  const doublings = Math.round(x / LN2);
  const rest = x - doublings * LN2;
  let sum = 1;
  for (let factor = 16; factor >= 1; factor -= 1) sum = 1 + (sum * rest) / factor;
  for (let left = Math.abs(doublings); left > 0; left -= 1) sum = doublings > 0 ? sum * 2 : sum / 2;
  return sum;
}
