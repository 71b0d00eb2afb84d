/**
 * The highest likelihood over positive parameters, by their logarithms: quasi-Newton steps, then Newton's, from one starting
 * point or, where that does not end well inside, from several.
 *
 * - [1] Nocedal, J., Wright, S. J. (2006). Numerical Optimization, 2nd ed., 6.1 and 3.3.
 */
import { FitError } from "../errors.js";
import { cholesky, choleskySolve, type Matrix, symmetricEigenvalues } from "../math/linear.js";
import { type Differentiable, hessian, type Minimum, minimise } from "../math/minimise.js";
import { minimiseWithoutGradient } from "../math/nelder-mead.js";

/** ln L at parameters in their own scale; writes ∂ ln L / ∂ ln θ (∂ ln L / ∂θ for `signed` ones) into `gradient`. */
export type LogLikelihood = (params: readonly number[], gradient: number[]) => number;

/** Beyond e^±30 a parameter is as good as infinite or zero: a soft wall holds it there. Beyond e^±60 nothing is evaluated. */
export const WALL = 30;
const SOFTNESS = 1e-4;

/** From each starting point until one ends well inside; the highest maximum of all. */
export function maximum(
  f: Differentiable,
  starts: readonly (readonly number[])[],
  customers: number,
  options: { maxIterations: number; gradientTolerance: number },
): { best: Minimum; information: Matrix } {
  let best: { found: Minimum; information: Matrix } | undefined;
  let iterations = 0;
  const isWellInside = (information: Matrix): boolean => symmetricEigenvalues(information)[0]! * customers >= WELL_INSIDE;
  const attempt = (start: readonly number[]): boolean => {
    const climb = (from: readonly number[], gradientTolerance: number): { found: Minimum; information: Matrix } => {
      const found = minimise(f, from, { ...options, gradientTolerance, polish: false });
      iterations += found.iterations;
      return Number.isFinite(found.value) ? newton(f, found, options.gradientTolerance) : { found, information: [] };
    };
    let polished = climb(start, options.gradientTolerance);
    const { found } = polished;
    if (!Number.isFinite(found.value)) return false;
    if (!isWellInside(polished.information)) {
      const further = climb(found.point, 1e-4 * options.gradientTolerance);
      if (further.found.value <= found.value) polished = further;
    }
    if (best !== undefined && !(polished.found.value < best.found.value - 1e-12 * Math.abs(found.value))) return false;
    best = polished;
    return best.found.converged && isWellInside(best.information);
  };
  starts.some(attempt);
  if (best === undefined) throw new FitError("the log-likelihood is finite at no starting point; give another `start`", undefined);
  if (!best.found.converged && best.found.iterations < options.maxIterations) {
    attempt(minimiseWithoutGradient((point) => f(point).value, best.found.point).point);
  }
  return { best: { ...best.found, iterations }, information: best.information };
}

/** Newton steps, as long as they halve the gradient: with one matrix of second derivatives, which then is the information at the maximum. */
function newton(f: Differentiable, from: Minimum, gradientTolerance: number): { found: Minimum; information: Matrix } {
  const information = hessian(f, from.point);
  const lower = cholesky(information);
  let found = from;
  for (let i = 0; lower !== undefined && i < 8; i++) {
    const change = choleskySolve(lower, found.gradient);
    if (!(largest(change) < 1)) break;
    const point = found.point.map((value, k) => value - change[k]!);
    const { value, gradient } = f(point);
    const isBetter = value <= found.value + 1e-13 * Math.abs(found.value) && largest(gradient) < largest(found.gradient) / 2;
    if (!isBetter) break;
    found = { ...found, point, value, gradient };
  }
  const converged = found.converged || largest(found.gradient) <= gradientTolerance * Math.max(1, Math.abs(found.value));
  return { found: { ...found, converged }, information };
}

/** Every logarithm has a standard error of at most 1: no need to look for a better maximum elsewhere. */
const WELL_INSIDE = 1;

/**
 * −ln L and the penalty, as a mean over customers (so that ten equal files are fitted in the very steps of one), over
 * logarithms.
 */
export function perCustomer(likelihood: LogLikelihood, isSigned: readonly boolean[], penalty: number, customers: number): Differentiable {
  return (point) => {
    const gradient = new Array<number>(point.length).fill(0);
    if (point.some((value, i) => !isSigned[i] && Math.abs(value) > 2 * WALL)) return { value: Number.POSITIVE_INFINITY, gradient };
    const params = point.map((value, i) => (isSigned[i] ? value : Math.exp(value)));
    const logLikelihood = likelihood(params, gradient);
    const square = point.reduce((sum, value) => sum + value * value, 0);
    const beyond = point.map((value, i) => (isSigned[i] ? 0 : value - Math.max(-WALL, Math.min(WALL, value))));
    return {
      value: (penalty * square - logLikelihood) / customers + SOFTNESS * beyond.reduce((sum, value) => sum + value * value, 0),
      gradient: gradient.map((slope, i) => (2 * penalty * point[i]! - slope) / customers + 2 * SOFTNESS * beyond[i]!),
    };
  };
}

export function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
