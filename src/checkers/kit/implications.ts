/** Which promise implies which, as far as clients can tell: the arrows of the ladder, tried over random histories in the tests. */

/** Id of the stronger promise → ids of those that follow from it at once. */
export const IMPLIES: Readonly<Record<string, readonly string[]>> = {
  linearizable: ['sequential'],
  sequential: ['causal', 'causal-convergence'],
  causal: ['pram', 'writes-follow-reads', 'weak-causal'],
  'causal-convergence': ['weak-causal'],
  pram: ['read-your-writes', 'monotonic-reads', 'monotonic-writes'],
};
