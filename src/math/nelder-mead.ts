/**
 * Minimisation without derivatives, for functions that are rough or whose gradient fails.
 *
 * - [1] Nelder, J. A., Mead, R. (1965). A simplex method for function minimization. doi:10.1093/comjnl/7.4.308
 * - [2] Gao, F., Han, L. (2012). Implementing the Nelder–Mead simplex algorithm with adaptive parameters.
 *   doi:10.1007/s10589-010-9329-3
 */
import type { Minimum } from "./minimise.js";

export interface SimplexOptions {
  /** Side of the first simplex, relative to max(1, |xᵢ|). 0.25. */
  readonly side?: number;
  /** Spread of the values over the simplex, relative to max(1, |f|), and of the points that count as zero. 1e-12. */
  readonly tolerance?: number;
  /** 400 for each variable. */
  readonly maxEvaluations?: number;
}

export type SimplexMinimum = Omit<Minimum, "gradient" | "reason"> & {
  readonly reason: "simplex is small" | "too many evaluations" | "not finite at the start";
};

interface Vertex {
  readonly point: readonly number[];
  readonly value: number;
}

type Evaluate = (point: readonly number[]) => Vertex;

/** A local minimum by the simplex method, started again from where it stopped until that gains nothing. NaN counts as too high. */
export function minimiseWithoutGradient(
  f: (point: readonly number[]) => number,
  start: readonly number[],
  options: SimplexOptions = {},
): SimplexMinimum {
  const { side = 0.25, tolerance = 1e-12, maxEvaluations = 400 * start.length } = options;
  let evaluations = 0;
  let iterations = 0;
  const at: Evaluate = (point) => {
    evaluations++;
    const value = f(point);
    return { point, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  let best = at(start.slice());
  let reason: SimplexMinimum["reason"] | undefined = Number.isFinite(best.value) ? undefined : "not finite at the start";
  while (reason === undefined) {
    const before = best.value;
    const simplex = firstSimplex(best, side, at);
    for (; !isSmall(simplex, tolerance) && evaluations < maxEvaluations; iterations++) move(simplex, at);
    best = simplex[0]!;
    if (!isSmall(simplex, tolerance)) reason = "too many evaluations";
    else if (!(before - best.value > tolerance * Math.max(1, Math.abs(before)))) reason = "simplex is small";
  }
  return { ...best, iterations, evaluations, converged: reason === "simplex is small", reason };
}

function firstSimplex(origin: Vertex, side: number, at: Evaluate): Vertex[] {
  const others = origin.point.map((x, i) => at(origin.point.map((value, k) => (k === i ? x + side * Math.max(1, Math.abs(x)) : value))));
  return [origin, ...others].sort(byValue);
}

/** Reflects, expands, contracts or shrinks; the simplex stays sorted. */
function move(simplex: Vertex[], at: Evaluate): void {
  const n = simplex.length - 1;
  const best = simplex[0]!;
  const worst = simplex[n]!;
  const centre = best.point.map((_, i) => simplex.slice(0, n).reduce((sum, { point }) => sum + point[i]!, 0) / n);
  const away = (factor: number): Vertex => at(between(centre, worst.point, -factor));
  const m = Math.max(2, n);

  let next = away(1);
  const { value } = next;
  if (value < best.value) {
    const expanded = away(1 + 2 / m);
    if (expanded.value < value) next = expanded;
  } else if (value >= simplex[n - 1]!.value) {
    const inside = 0.75 - 1 / (2 * m);
    next = away(value < worst.value ? inside : -inside);
  }
  if (next.value < Math.min(worst.value, value) || value < simplex[n - 1]!.value) simplex[n] = next;
  else for (let k = 1; k <= n; k++) simplex[k] = at(between(best.point, simplex[k]!.point, 1 - 1 / m));
  simplex.sort(byValue);
}

/** The point that lies `share` of the way from one to the other. */
function between(from: readonly number[], to: readonly number[], share: number): number[] {
  return from.map((x, i) => x + share * (to[i]! - x));
}

function isSmall(simplex: readonly Vertex[], tolerance: number): boolean {
  const { point, value } = simplex[0]!;
  if (!(simplex.at(-1)!.value - value <= tolerance * Math.max(1, Math.abs(value)))) return false;
  return simplex.every((vertex) =>
    vertex.point.every((x, i) => Math.abs(x - point[i]!) <= Math.sqrt(tolerance) * Math.max(1, Math.abs(x))),
  );
}

function byValue(left: Vertex, right: Vertex): number {
  return left.value === right.value ? 0 : left.value - right.value;
}
