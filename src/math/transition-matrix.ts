import { invalid } from "../errors.js";

/** Something (a customer) that is in a state (a segment, a tier) and may be worth something. */
export interface StateRow<State extends string> {
  readonly key: string;
  readonly state: State;
  readonly value?: number | undefined;
}

/** What the caller calls keys and states. */
interface Words {
  readonly key: string;
  readonly state: string;
}

/** One state at two times. `net` = `gained` − `lost` = `after` − `before`. */
export interface StateFlow<State extends string> {
  readonly state: State;
  readonly before: number;
  readonly after: number;
  /** In this state at both times. */
  readonly stayed: number;
  /** Here after and not before: from other states, or new (`joined`). */
  readonly gained: number;
  /** Here before and not after: to other states, or gone (`left`). */
  readonly lost: number;
  readonly joined: number;
  readonly left: number;
  readonly net: number;
  /** Sum of the values of those here before; undefined when no values were given. */
  readonly valueBefore: number | undefined;
  readonly valueAfter: number | undefined;
}

/** Moves between states. In every matrix row `i` is the state before, column `j` the state after, in the order of `states`. */
export interface Transitions<State extends string> {
  readonly states: readonly State[];
  /** How many moved from `i` to `j`: those present at both times. */
  readonly counts: readonly (readonly number[])[];
  /** `counts` as shares of their row: the rows sum to 1; a row of nobody is all 0. */
  readonly shares: readonly (readonly number[])[];
  readonly flows: readonly StateFlow<State>[];
  /** What the movers from `i` to `j` were worth before, and are worth after; undefined when no values were given. */
  readonly moved: { readonly before: readonly (readonly number[])[]; readonly after: readonly (readonly number[])[] } | undefined;
}

/**
 * Counts the moves between two times. Any text is a legal key.
 *
 * @param words what keys and states are called in messages
 * @param order every state that may occur; default those that occur, in the order of `usual` and then alphabetically
 * @throws InvalidInputError for a key twice on one side, a state outside `order`, values not finite or on some rows only
 */
export function stateTransitions<State extends string>(
  words: Words,
  before: readonly StateRow<State>[],
  after: readonly StateRow<State>[],
  order?: readonly State[],
  usual: readonly string[] = [],
): Transitions<State> {
  const states = order ?? occurring([...new Set([...statesOf(before), ...statesOf(after)])], usual);
  const index = new Map(states.map((state, i) => [state, i]));
  if (index.size < states.length) invalid("order", "of different names", states);
  const valued = isValued(before, after);
  const n = states.length;
  const counts = square(n);
  const moved = { before: square(n), after: square(n) };
  const sizes = { before: zeros(n), after: zeros(n), joined: zeros(n), left: zeros(n) };
  const worth = { before: zeros(n), after: zeros(n) };

  const earlier = byKey(before, words, index);
  const later = byKey(after, words, index);
  for (const [key, { state, value = 0 }] of earlier) {
    const from = index.get(state)!;
    sizes.before[from]! += 1;
    worth.before[from]! += value;
    if (!later.has(key)) sizes.left[from]! += 1;
  }
  for (const [key, { state, value = 0 }] of later) {
    const to = index.get(state)!;
    sizes.after[to]! += 1;
    worth.after[to]! += value;
    const was = earlier.get(key);
    if (was === undefined) {
      sizes.joined[to]! += 1;
      continue;
    }
    const from = index.get(was.state)!;
    counts[from]![to]! += 1;
    moved.before[from]![to]! += was.value ?? 0;
    moved.after[from]![to]! += value;
  }

  return {
    states: [...states],
    counts,
    shares: counts.map(shareOfRow),
    flows: states.map((state, i) => {
      const stayed = counts[i]![i]!;
      const [was, is] = [sizes.before[i]!, sizes.after[i]!];
      return {
        state,
        before: was,
        after: is,
        stayed,
        gained: is - stayed,
        lost: was - stayed,
        joined: sizes.joined[i]!,
        left: sizes.left[i]!,
        net: is - was,
        valueBefore: valued ? worth.before[i]! : undefined,
        valueAfter: valued ? worth.after[i]! : undefined,
      };
    }),
    moved: valued ? moved : undefined,
  };
}

function statesOf<State extends string>(rows: readonly StateRow<State>[]): Set<State> {
  return new Set(rows.map(({ state }) => state));
}

function occurring<State extends string>(states: readonly State[], usual: readonly string[]): State[] {
  const rank = (state: State): number => (usual.includes(state) ? usual.indexOf(state) : usual.length);
  return [...states].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function isValued(before: readonly StateRow<string>[], after: readonly StateRow<string>[]): boolean {
  const first = before[0] ?? after[0];
  const valued = first?.value !== undefined;
  for (const rows of [before, after]) {
    rows.forEach(({ value }, row) => {
      if ((value !== undefined) !== valued) invalid("value", "given on every row or on none", value, row);
      if (value !== undefined && !Number.isFinite(value)) invalid("value", "a finite number", value, row);
    });
  }
  return valued;
}

function byKey<State extends string>(
  rows: readonly StateRow<State>[],
  words: Words,
  index: ReadonlyMap<State, number>,
): Map<string, StateRow<State>> {
  const map = new Map<string, StateRow<State>>();
  rows.forEach((row, i) => {
    if (map.has(row.key)) invalid(words.key, "listed once", row.key, i);
    if (!index.has(row.state)) invalid(words.state, `one of ${[...index.keys()].join(", ")}`, row.state, i);
    map.set(row.key, row);
  });
  return map;
}

function shareOfRow(row: readonly number[]): number[] {
  const total = row.reduce((sum, count) => sum + count, 0);
  return row.map((count) => (total === 0 ? 0 : count / total));
}

function zeros(n: number): number[] {
  return new Array<number>(n).fill(0);
}

function square(n: number): number[][] {
  return Array.from({ length: n }, () => zeros(n));
}
