/** The likelihood of a model with static covariates: customers of equal covariates are customers of one plain model. */
import { checkedWeights, columnsOf, type Fault } from "./customer-columns.js";
import type { Declaration, LogLikelihood } from "./fit.js";
import { collapse, type Rows } from "./rows.js";
import { TIMING, type Timing, timingFault } from "./timing.js";

export type Base = "pareto-nbd" | "bg-nbd";
export type Process = "purchase" | "dropout";

/** The covariates of a customer, by name: numbers, 0 and 1 for yes and no. */
export type Covariates = Readonly<Record<string, number>>;

export interface WithCovariates {
  readonly covariates: Covariates;
}

/** How the logarithm of each parameter of the plain model moves with γ'z. */
export const MOVES: Readonly<Record<Base, readonly (readonly [Process, sign: 1 | -1] | undefined)[]>> = {
  "pareto-nbd": [undefined, ["purchase", -1], undefined, ["dropout", -1]],
  "bg-nbd": [undefined, ["purchase", -1], ["dropout", 1], ["dropout", 1]],
};

export interface Effect {
  readonly process: Process;
  /** Column of the rows. */
  readonly column: number;
  readonly name: string;
}

export function covariateLikelihood(
  rows: Rows,
  base: Declaration<Base, string>,
  moves: (typeof MOVES)[Base],
  effects: readonly Effect[],
): LogLikelihood {
  const count = base.names.length;
  const groups = groupsOf(rows).map((group) => ({
    likelihood: base.likelihood({
      columns: rows.columns.slice(0, 3).map((column) => pick(column, group)),
      weights: pick(rows.weights, group),
    }),
    values: effects.map(({ column }) => rows.columns[column]![group[0]!]!),
  }));
  const own = new Array<number>(count).fill(0);
  return (params, gradient) => {
    gradient.fill(0);
    let sum = 0;
    for (const { likelihood, values } of groups) {
      const moved = { purchase: 0, dropout: 0 };
      for (const [i, { process }] of effects.entries()) moved[process] += params[count + i]! * values[i]!;
      const point = moves.map((move, i) => (move === undefined ? params[i]! : params[i]! * Math.exp(move[1] * moved[move[0]])));
      sum += likelihood(point, own);
      for (const [i, move] of moves.entries()) {
        gradient[i]! += own[i]!;
        if (move === undefined) continue;
        for (const [j, { process }] of effects.entries()) if (process === move[0]) gradient[count + j]! += own[i]! * move[1] * values[j]!;
      }
    }
    return sum;
  };
}

/** Row numbers by covariates, in the order of the rows. */
function groupsOf({ columns, weights }: Rows): number[][] {
  const groups = new Map<string, number[]>();
  for (let row = 0; row < weights.length; row++) {
    const key = columns
      .slice(3)
      .map((column) => column[row])
      .join();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

function pick(column: Float64Array, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (row) => column[row]!);
}

/** Rows of x, tₓ, T and the covariates, each divided by a power of two about as large as it varies; a scale of 0 marks one that does not. */
export function covariateRows(
  customers: readonly (Timing & WithCovariates)[],
  names: readonly string[],
  weights?: ArrayLike<number>,
): { rows: Rows; scales: number[] } {
  const columns = columnsOf(customers, (customer) => timingFault(customer) ?? covariateFault(customer, names), TIMING);
  const scales = names.map((name) => {
    const values = Float64Array.from(customers, ({ covariates }) => covariates[name]!);
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const scale = values.every((value) => value === values[0]) ? 0 : 2 ** Math.ceil(Math.log2(largest));
    columns.push(scale === 0 ? values.fill(0) : values.map((value) => value / scale));
    return scale;
  });
  return { rows: collapse(columns, checkedWeights(weights, customers.length)), scales };
}

function covariateFault({ covariates }: WithCovariates, names: readonly string[]): Fault | undefined {
  const missing = names.find((name) => !Number.isFinite(covariates?.[name]));
  return missing === undefined ? undefined : [`covariates.${missing}`, "a finite number", covariates?.[missing]];
}
