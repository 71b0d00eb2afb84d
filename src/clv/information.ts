/**
 * What a likelihood says about its maximum: standard errors, and whether it is a maximum at all or only the way to one.
 *
 * - [1] Efron, B. & Hinkley, D. V. (1978). Assessing the accuracy of the maximum likelihood estimator: observed versus
 *   expected Fisher information. Biometrika 65(3). doi:10.1093/biomet/65.3.457
 */
import { cholesky, choleskyInverse, type Matrix, symmetricEigenvalues } from "../math/linear.js";
import type { Differentiable } from "../math/minimise.js";
import { WALL } from "./maximum.js";

/** A parameter that runs away. */
export interface Boundary<Name extends string = string> {
  readonly param: Name;
  readonly towards: "zero" | "infinity";
}

export interface Information<Name extends string> {
  readonly boundary: readonly Boundary<Name>[];
  readonly standardErrors: Readonly<Partial<Record<Name, number>>>;
  readonly covariance: number[][] | undefined;
  readonly conditionNumber: number;
}

/** A logarithm with a standard error of 5 is known to within a factor of e^±10: that is, not at all. */
const UNKNOWN = 5;

/** [1]; `f` and `information` are of one customer in the mean, `factors` turn a change of the inner coordinates into one of the parameters. */
export function observedInformation<Name extends string>(
  f: Differentiable,
  point: readonly number[],
  information: Matrix,
  { names, factors, customers }: { names: readonly Name[]; factors: readonly number[]; customers: number },
): Information<Name> {
  const eigenvalues = symmetricEigenvalues(information);
  const highest = Math.max(eigenvalues.at(-1)!, Number.MIN_VALUE);
  const conditionNumber = Math.max(1, Math.min(1e16, highest / Math.max(eigenvalues[0]!, highest * 1e-16)));
  const boundary = boundaries(f, point, information, names, customers);
  const known = names.map((_, i) => i).filter((i) => !boundary.some(({ param }) => param === names[i]));
  const lower = cholesky(known.map((i) => known.map((k) => information[i]![k]!)));
  if (lower === undefined) return { boundary, standardErrors: {} as Partial<Record<Name, number>>, covariance: undefined, conditionNumber };
  const inverse = choleskyInverse(lower).map((row) => row.map((value) => value / customers));
  const covariance = inverse.map((row, i) => row.map((value, k) => value * factors[known[i]!]! * factors[known[k]!]!));
  return {
    boundary,
    standardErrors: Object.fromEntries(known.map((i, k) => [names[i], Math.sqrt(covariance[k]![k]!)])) as Partial<Record<Name, number>>,
    covariance: boundary.length === 0 ? covariance : undefined,
    conditionNumber,
  };
}

/** The parameters that may be moved by a factor of e^±5, the others following, without any loss of likelihood. */
function boundaries<Name extends string>(
  f: Differentiable,
  point: readonly number[],
  information: Matrix,
  names: readonly Name[],
  customers: number,
): Boundary<Name>[] {
  const ridge = 1e-9 * Math.max(1e-3, ...information.map((row, i) => Math.abs(row[i]!)));
  const inverse = [1, 1e3, 1e6]
    .map((factor) => cholesky(information.map((row, i) => row.map((value, k) => (i === k ? value + ridge * factor : value)))))
    .find((lower) => lower !== undefined);
  if (inverse === undefined) return [];
  const spread = choleskyInverse(inverse);
  const here = f(point).value;
  const found: Boundary<Name>[] = [];
  names.forEach((param, i) => {
    const at = point[i]!;
    if (Math.abs(at) < WALL - 5 && !(Math.sqrt(spread[i]![i]! / customers) > UNKNOWN)) return;
    const loss = (sign: number): number => {
      const moved = point.map((value, k) => value + sign * UNKNOWN * Math.max(-1, Math.min(1, spread[k]![i]! / spread[i]![i]!)));
      return customers * (f(moved.map((value) => Math.max(-WALL, Math.min(WALL, value)))).value - here);
    };
    const down = loss(-1);
    const up = loss(1);
    const isFar = Math.abs(at) > FAR;
    if (Math.abs(at) >= WALL - 5 || Math.min(down, up) < 1e-3)
      found.push({ param, towards: (isFar ? at < 0 : down <= up) ? "zero" : "infinity" });
  });
  return found;
}

/** A parameter this far from 1 has shown which way it is running. */
const FAR = 12;
