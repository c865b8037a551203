/** What clients asked and were told: the form in which histories of any system, simulated or real, are judged. */

/** Plain data. `null` is "nothing": an unwritten register, an argument that a kind does not take. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

export type OperationId = string | number;

/**
 * `ok` returned; `fail` is known not to have taken effect; `info` is unknown (it may take effect at any later time, or
 * never); `timeout-read` is a read that returned nothing and so constrains nothing.
 */
export type Status = 'ok' | 'fail' | 'info' | 'timeout-read';

export interface Operation {
  readonly id: OperationId;
  readonly process: string | number;
  /** The kind: read, write, cas, append, … as the spec names it. */
  readonly f: string;
  readonly key?: string;
  readonly arg: Value;
  readonly ret: Value;
  readonly status: Status;
  /** Real time in any unit (µs from our simulator). Two operations are ordered when one's `return` is before the other's `call`. */
  readonly call: number;
  readonly return: number | null;
}

export interface History {
  readonly id?: string;
  /** The spec's name: register, cas-register, … */
  readonly model: string;
  readonly init: Value;
  readonly ops: readonly Operation[];
}
