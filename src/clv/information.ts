/**
 * What a likelihood says about its maximum: standard errors, and whether it is a maximum at all or only the way to one.
 *
 * - [1] Efron, B. & Hinkley, D. V. (1978). Assessing the accuracy of the maximum likelihood estimator: observed versus
 *   expected Fisher information. Biometrika 65(3). doi:10.1093/biomet/65.3.457
 */
import { cholesky, choleskyInverse, type Matrix } from "../math/linear.js";
import type { Differentiable, Minimum } from "../math/minimise.js";
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

/** A parameter this far from 1, as a logarithm, has shown which way it is running. */
const FAR = 12;

/** [1]; `f` is of one customer in the mean, `factors` turn a change of the inner coordinates into one of the parameters. */
export function observedInformation<Name extends string>(
  f: Differentiable,
  { point, hessian }: Minimum,
  {
    names,
    factors,
    customers,
    isSigned,
  }: { names: readonly Name[]; factors: readonly number[]; customers: number; isSigned: readonly boolean[] },
): Information<Name> {
  const information = hessian!;
  const spread = inverseOf(information, 0) ?? inverseOf(information, 1e-12) ?? inverseOf(information, 1e-6);
  const conditionNumber = spread === undefined ? 1e16 : Math.min(1e16, norm(information) * norm(spread));
  const boundary = boundaries(f, point, spread, names, customers, isSigned);
  const known = names.map((_, i) => i).filter((i) => !boundary.some(({ param }) => param === names[i]));
  const inverse = inverseOf(
    known.map((i) => known.map((k) => information[i]![k]!)),
    0,
  );
  const covariance = inverse?.map((row, i) => row.map((value, k) => (value / customers) * factors[known[i]!]! * factors[known[k]!]!));
  const errors = covariance === undefined ? [] : known.map((i, k) => [names[i], Math.sqrt(covariance[k]![k]!)]);
  return {
    boundary,
    standardErrors: Object.fromEntries(errors) as Partial<Record<Name, number>>,
    covariance: boundary.length === 0 ? covariance : undefined,
    conditionNumber,
  };
}

/**
 * The parameters that may be moved by a factor of e^±5, the others following, without any loss of likelihood; where rounding
 * hides the shape of the likelihood, those that are far off. A signed parameter has no far end to be at: it is asked only how well known it is.
 */
function boundaries<Name extends string>(
  f: Differentiable,
  point: readonly number[],
  spread: Matrix | undefined,
  names: readonly Name[],
  customers: number,
  isSigned: readonly boolean[],
): Boundary<Name>[] {
  const here = f(point).value;
  return names.flatMap((param, i) => {
    const at = point[i]!;
    const isFar = !isSigned[i] && Math.abs(at) > FAR;
    const direction = (isLow: boolean): Boundary<Name>[] => [{ param, towards: isLow && !isSigned[i] ? "zero" : "infinity" }];
    if (spread === undefined || (!isSigned[i] && Math.abs(at) > WALL - 5)) return isFar ? direction(at < 0) : [];
    if (!(spread[i]![i]! > UNKNOWN * UNKNOWN * customers)) return [];
    const loss = (sign: number): number => {
      const moved = point.map((value, k) => value + sign * UNKNOWN * clamp(spread[k]![i]! / spread[i]![i]!, 1));
      return customers * (f(moved.map((value, k) => (isSigned[k] ? value : clamp(value, WALL)))).value - here);
    };
    const down = loss(-1);
    const up = loss(1);
    return Math.min(down, up) < 1e-3 ? direction(isFar ? at < 0 : down <= up) : [];
  });
}

/** Of the matrix with `ridge` added to its diagonal; undefined where that is not positive definite. */
function inverseOf(matrix: Matrix, ridge: number): number[][] | undefined {
  const lower = cholesky(matrix.map((row, i) => row.map((value, k) => (i === k ? value + ridge : value))));
  return lower && choleskyInverse(lower);
}

function norm(matrix: Matrix): number {
  return Math.max(...matrix.map((row) => row.reduce((sum, value) => sum + Math.abs(value), 0)));
}

function clamp(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}
