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

/** A local minimum by the simplex method, started again from where it stopped until that gains nothing. NaN counts as too high. */
export function minimiseWithoutGradient(
  f: (point: readonly number[]) => number,
  start: readonly number[],
  options: SimplexOptions = {},
): SimplexMinimum {
  const { side = 0.25, tolerance = 1e-12, maxEvaluations = 400 * start.length } = options;
  let evaluations = 0;
  let iterations = 0;
  const at = (point: readonly number[]): Vertex => {
    evaluations++;
    const value = f(point);
    return { point, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  let best = at(start.slice());
  const result = (reason: SimplexMinimum["reason"]): SimplexMinimum => ({
    ...best,
    iterations,
    evaluations,
    converged: reason === "simplex is small",
    reason,
  });
  if (!Number.isFinite(best.value)) return result("not finite at the start");

  for (let gained = true; gained; ) {
    const before = best.value;
    const simplex = firstSimplex(best, side, at);
    while (!isSmall(simplex, tolerance)) {
      if (evaluations >= maxEvaluations) {
        best = simplex[0]!;
        return result("too many evaluations");
      }
      iterations++;
      move(simplex, at);
    }
    best = simplex[0]!;
    gained = before - best.value > tolerance * Math.max(1, Math.abs(before));
  }
  return result("simplex is small");
}

function firstSimplex(origin: Vertex, side: number, at: (point: readonly number[]) => Vertex): Vertex[] {
  const others = origin.point.map((x, i) => at(origin.point.map((value, k) => (k === i ? x + side * Math.max(1, Math.abs(x)) : value))));
  return [origin, ...others].sort(byValue);
}

/** Reflects, expands, contracts or shrinks; the simplex stays sorted. */
function move(simplex: Vertex[], at: (point: readonly number[]) => Vertex): void {
  const n = simplex.length - 1;
  const best = simplex[0]!;
  const worst = simplex[n]!;
  const centre = best.point.map((_, i) => simplex.slice(0, n).reduce((sum, { point }) => sum + point[i]!, 0) / n);
  const away = (factor: number): Vertex => at(centre.map((c, i) => c + factor * (c - worst.point[i]!)));
  const m = Math.max(2, n);

  const reflected = away(1);
  let next: Vertex | undefined = reflected;
  if (reflected.value < best.value) {
    const expanded = away(1 + 2 / m);
    if (expanded.value < reflected.value) next = expanded;
  } else if (reflected.value >= simplex[n - 1]!.value) {
    const inside = 0.75 - 1 / (2 * m);
    const contracted = reflected.value < worst.value ? away(inside) : away(-inside);
    next = contracted.value < Math.min(reflected.value, worst.value) ? contracted : undefined;
  }
  if (next === undefined) {
    const shrink = 1 - 1 / m;
    for (let k = 1; k <= n; k++) simplex[k] = at(simplex[k]!.point.map((x, i) => best.point[i]! + shrink * (x - best.point[i]!)));
  } else {
    simplex[n] = next;
  }
  simplex.sort(byValue);
}

function isSmall(simplex: readonly Vertex[], tolerance: number): boolean {
  const best = simplex[0]!;
  const spread = simplex.at(-1)!.value - best.value;
  if (!(spread <= tolerance * Math.max(1, Math.abs(best.value)))) return false;
  return simplex.every(({ point }) =>
    point.every((x, i) => Math.abs(x - best.point[i]!) <= Math.sqrt(tolerance) * Math.max(1, Math.abs(x))),
  );
}

function byValue(left: Vertex, right: Vertex): number {
  return left.value < right.value ? -1 : left.value > right.value ? 1 : 0;
}
