/**
 * The highest likelihood over positive parameters, by their logarithms: quasi-Newton steps, then Newton's, from one starting
 * point or, where that does not end well inside, from several.
 *
 * - [1] Nocedal, J., Wright, S. J. (2006). Numerical Optimization, 2nd ed., 6.1 and 3.3.
 */
import { cholesky, choleskyInverse } from "../math/linear.js";
import { type Differentiable, hessian, largest, type Minimum, minimise } from "../math/minimise.js";
import { minimiseWithoutGradient } from "../math/nelder-mead.js";

/** ln L at parameters in their own scale; writes ∂ ln L / ∂ ln θ (∂ ln L / ∂θ for `signed` ones) into `gradient`. */
export type LogLikelihood = (params: readonly number[], gradient: number[]) => number;

/** Beyond e^±30 a parameter is as good as infinite or zero: a soft wall holds it there. Beyond e^±60 nothing is evaluated. */
export const WALL = 30;
const SOFTNESS = 1e-4;

/** The highest maximum found, and whether that took the simplex method. */
export type Maximum = Minimum & { readonly byValuesAlone: boolean };

/**
 * From each starting point until one ends well inside; the highest maximum of all. Undefined when ln L is finite at none. `near`, the
 * maximum of some of the rows, comes before all starting points if it is well inside. Where no start leads to a point with a small
 * gradient, though some step should have led upwards, the gradient is not that of the values: they alone decide then, by the
 * simplex method.
 */
export function maximum(
  f: Differentiable,
  starts: readonly (readonly number[])[],
  customers: number,
  options: { maxIterations: number; gradientTolerance: number },
  near?: Minimum,
): Maximum | undefined {
  let best: Minimum | undefined;
  let iterations = near?.iterations ?? 0;
  const tries = starts.map((start) => () => minimise(f, start, options));
  if (near?.converged && isWellInside(near, customers))
    tries.unshift(() => minimise(f, near.point, { ...options, curvature: near.hessian! }));
  for (const attempt of tries) {
    let found = attempt();
    iterations += found.iterations;
    if (found.hessian === undefined) continue;
    if (!isWellInside(found, customers)) {
      const further = minimise(f, found.point, { ...options, gradientTolerance: 1e-4 * options.gradientTolerance });
      iterations += further.iterations;
      if (further.value <= found.value) found = { ...further, converged: found.converged || further.converged };
    }
    if (best === undefined || found.value < best.value - 1e-12 * Math.abs(best.value)) best = found;
    if (best.converged && isWellInside(best, customers)) break;
  }
  if (best === undefined) return undefined;
  const isStuck =
    best.reason === "no step decreases the function" && largest(best.gradient) * customers > STEEP && largest(best.point) < WALL;
  const simplex = isStuck ? minimiseWithoutGradient((point) => f(point).value, best.point) : best;
  if (simplex === best || !simplex.converged) return { ...best, iterations, byValuesAlone: false };
  const { point, value, converged } = simplex;
  return { ...best, point, value, converged, gradient: f(point).gradient, hessian: hessian(f, point), iterations, byValuesAlone: true };
}

/** A slope of ln L that no rounding makes. */
const STEEP = 1e-3;

/** Whether every logarithm has a standard error of at most 1: then there is no need to look for a better maximum elsewhere. */
function isWellInside({ hessian }: Minimum, customers: number): boolean {
  const lower = cholesky(hessian!);
  return lower !== undefined && choleskyInverse(lower).every((row, i) => row[i]! <= customers);
}

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
