/**
 * Unconstrained minimisation of smooth functions of a few variables.
 *
 * - [1] Nocedal, J., Wright, S. J. (2006). Numerical Optimization, 2nd ed.: BFGS, algorithm 6.1, eq. 6.17 and 6.20.
 */
import { wolfeStep } from "./line-search.js";
import { cholesky, choleskyInverse, choleskySolve } from "./linear.js";

/** The value and the gradient of the function at a point; neither the point nor the gradient may be changed afterwards. */
export type Differentiable = (point: readonly number[]) => { readonly value: number; readonly gradient: readonly number[] };

export interface Minimum {
  readonly point: readonly number[];
  readonly value: number;
  readonly gradient: readonly number[];
  readonly iterations: number;
  readonly evaluations: number;
  readonly converged: boolean;
  /** Second derivatives at the end; only where `polish` made them. */
  readonly hessian?: readonly (readonly number[])[];
  readonly reason: "gradient is zero" | "no step decreases the function" | "too many iterations" | "not finite at the start";
}

export interface MinimiseOptions {
  /** Largest |∂f/∂xᵢ| · max(1, |xᵢ|) / max(1, |f|) that counts as zero. 1e-10, which leaves a log-likelihood right to its last digits. */
  readonly gradientTolerance?: number;
  /** 500. */
  readonly maxIterations?: number;
  /** No coordinate moves further in one step. 5: on logarithms, a factor of 148. */
  readonly longestStep?: number;
  /** Whether Newton steps follow, from differences of the gradient: they make the gradient zero to rounding. True. */
  readonly polish?: boolean;
  /** Second derivatives of a like function, where `start` is close to the minimum: steps with them come first. */
  readonly curvature?: readonly (readonly number[])[];
}

interface Evaluated {
  readonly step: number;
  readonly point: readonly number[];
  readonly value: number;
  readonly gradient: readonly number[];
  readonly slope: number;
}

/**
 * A local minimum by BFGS with a strong Wolfe line search. Never throws (unless f does): a function that is not finite
 * somewhere, or has its infimum at infinity, gives the best point found and says why it stopped.
 */
export function minimise(f: Differentiable, start: readonly number[], options: MinimiseOptions = {}): Minimum {
  const { gradientTolerance = 1e-10, maxIterations = 500, longestStep = 5, polish = true } = options;
  let evaluations = 0;
  const at = (point: readonly number[], direction: readonly number[], step: number): Evaluated => {
    evaluations++;
    const { value, gradient } = f(point);
    return { step, point, value, gradient, slope: dot(gradient, direction) };
  };

  let now = at(start.slice(), start, 0);
  let iterations = 0;
  let curvature: number[][] | undefined;
  let curvatureAt: readonly number[] = start;
  let reason: Minimum["reason"] = "too many iterations";
  if (!isUsable(now)) reason = "not finite at the start";
  else {
    if (options.curvature !== undefined) {
      const near = secantSteps(f, now, options.curvature, longestStep);
      evaluations += near.evaluations;
      now = near.now;
    }
    let inverse: number[][] | undefined;
    let handOver = polish ? HAND_OVER : 0;
    while (iterations < maxIterations) {
      if (relativeGradient(now) <= gradientTolerance) {
        reason = "gradient is zero";
        break;
      }
      if (relativeGradient(now) <= handOver) {
        const newton = newtonSteps(f, now, longestStep);
        evaluations += newton.evaluations;
        now = newton.now;
        curvature = newton.curvature;
        curvatureAt = newton.curvatureAt;
        handOver *= 1e-2;
        inverse = undefined;
        continue;
      }
      iterations++;
      const next = bfgsStep(now, inverse, longestStep, at);
      if (next === undefined) {
        if (inverse !== undefined) {
          inverse = undefined;
          continue;
        }
        reason = "no step decreases the function";
        break;
      }
      curvature = undefined;
      inverse = updated(inverse, subtract(next.point, now.point), subtract(next.gradient, now.gradient));
      now = next;
    }
    if (polish) {
      const polished = newtonSteps(f, now, longestStep, curvature, curvatureAt);
      evaluations += polished.evaluations;
      now = polished.now;
      curvature = polished.curvature;
      curvatureAt = polished.curvatureAt;
      if (relativeGradient(now) <= gradientTolerance) reason = "gradient is zero";
    }
  }
  const { point, value, gradient } = now;
  if (curvature !== undefined && largest(subtract(point, curvatureAt)) > 1e-6) curvature = hessian(f, point);
  const found = { point, value, gradient, iterations, evaluations, converged: reason === "gradient is zero", reason };
  return curvature === undefined ? found : { ...found, hessian: curvature };
}

/** The matrix of second derivatives by central differences of the gradient; exactly symmetric. */
export function hessian(f: Differentiable, point: readonly number[]): number[][] {
  const columns = point.map((x, i) => {
    const width = HESSIAN_WIDTH * Math.max(1, Math.abs(x));
    const up = f(point.map((value, k) => (k === i ? x + width : value))).gradient;
    const down = f(point.map((value, k) => (k === i ? x - width : value))).gradient;
    return up.map((value, k) => (value - down[k]!) / (x + width - (x - width)));
  });
  return columns.map((column, i) => column.map((value, k) => (value + columns[k]![i]!) / 2));
}

/** The cube root of the rounding error, where that of a central difference is least. */
const HESSIAN_WIDTH = 6e-6;

/** One step along −H g; undefined when nothing along it is lower. */
function bfgsStep(
  now: Evaluated,
  inverse: number[][] | undefined,
  longestStep: number,
  at: (point: readonly number[], direction: readonly number[], step: number) => Evaluated,
): Evaluated | undefined {
  const { point, gradient } = now;
  const direction = inverse === undefined ? gradient.map((g) => -g) : inverse.map((row) => -dot(row, gradient));
  const slope = dot(gradient, direction);
  const size = largest(direction);
  if (!(slope < 0) || !(size < Number.POSITIVE_INFINITY)) return undefined;
  const origin = { ...now, step: 0, slope };
  const first = inverse === undefined ? Math.min(1, 1 / size) : 1;
  const along = (step: number): Evaluated =>
    at(
      point.map((x, i) => x + step * direction[i]!),
      direction,
      step,
    );
  return wolfeStep(along, origin, first, longestStep / size);
}

/** H after a step s with a change y of the gradient [1]; unchanged where the curvature along s is not positive. */
function updated(inverse: number[][] | undefined, s: readonly number[], y: readonly number[]): number[][] | undefined {
  const sy = dot(s, y);
  const yy = dot(y, y);
  if (!(sy > 1e-14 * Math.sqrt(yy * dot(s, s)))) return inverse;
  const h = inverse ?? s.map((_, i) => s.map((_, k) => (i === k ? sy / yy : 0)));
  const hy = h.map((row) => dot(row, y));
  const scale = (1 + dot(y, hy) / sy) / sy;
  return h.map((row, i) => row.map((value, k) => value + scale * s[i]! * s[k]! - (hy[i]! * s[k]! + s[i]! * hy[k]!) / sy));
}

/**
 * Newton's method for the zero of the gradient, as long as it shrinks and the value does not rise beyond rounding. The second
 * derivatives are kept while a step with them leaves less than a tenth.
 */
function newtonSteps(
  f: Differentiable,
  start: Evaluated,
  longestStep: number,
  known?: number[][],
  knownAt?: readonly number[],
): { now: Evaluated; evaluations: number; curvature: number[][]; curvatureAt: readonly number[] } {
  let now = start;
  let evaluations = known === undefined ? 2 * start.point.length : 0;
  let curvature = known ?? hessian(f, start.point);
  let curvatureAt = known === undefined ? start.point : knownAt!;
  let lower = cholesky(curvature);
  let isFresh = known === undefined;
  for (let i = 0; i < 24 && relativeGradient(now) > ROUNDING; i++) {
    if (!isFresh && lower === undefined) {
      curvature = hessian(f, now.point);
      curvatureAt = now.point;
      lower = cholesky(curvature);
      evaluations += 2 * now.point.length;
      isFresh = true;
    }
    if (lower === undefined) break;
    const change = choleskySolve(lower, now.gradient);
    if (!(largest(change) <= longestStep)) break;
    const point = now.point.map((x, k) => x - change[k]!);
    const { value, gradient } = f(point);
    evaluations++;
    const next = { ...now, point, value, gradient };
    const left = relativeGradient(next) / relativeGradient(now);
    if (!isUsable(next) || !(value <= now.value + 1e-13 * Math.abs(now.value)) || !(left < 0.9)) {
      if (isFresh) break;
      lower = undefined;
      continue;
    }
    now = next;
    isFresh = false;
    if (left > 0.1) lower = undefined;
  }
  return { now, evaluations, curvature, curvatureAt };
}

/**
 * Newton's method with second derivatives that are not quite those of f, improved by every step [1], as long as the gradient shrinks and
 * the value does not rise beyond rounding.
 */
function secantSteps(
  f: Differentiable,
  start: Evaluated,
  curvature: readonly (readonly number[])[],
  longestStep: number,
): { now: Evaluated; evaluations: number } {
  const lower = cholesky(curvature);
  let inverse = lower === undefined ? undefined : choleskyInverse(lower);
  let now = start;
  let evaluations = 0;
  while (inverse !== undefined && relativeGradient(now) > SECANT_END) {
    const change = inverse.map((row) => -dot(row, now.gradient));
    if (!(largest(change) <= longestStep)) break;
    const point = now.point.map((x, i) => x + change[i]!);
    const next: Evaluated = { ...now, point, ...f(point) };
    evaluations++;
    if (!isUsable(next) || !(next.value <= now.value + 1e-13 * Math.abs(now.value))) break;
    if (!(relativeGradient(next) < 0.9 * relativeGradient(now))) break;
    inverse = updated(inverse, subtract(next.point, now.point), subtract(next.gradient, now.gradient));
    now = next;
  }
  return { now, evaluations };
}

/** Close enough that second derivatives taken there are those of the minimum. */
const SECANT_END = 1e-11;

/** A relative gradient at which BFGS, whose line search would soon be looking at rounding errors, leaves the rest to Newton. */
const HAND_OVER = 1e-5;

/** A relative gradient that is all rounding. */
const ROUNDING = 1e-14;

function relativeGradient({ point, value, gradient }: Evaluated): number {
  let most = 0;
  for (let i = 0; i < point.length; i++) most = Math.max(most, Math.abs(gradient[i]!) * Math.max(1, Math.abs(point[i]!)));
  return most / Math.max(1, Math.abs(value));
}

function isUsable({ value, gradient }: Evaluated): boolean {
  return Number.isFinite(value) && gradient.every(Number.isFinite);
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function dot(left: readonly number[], right: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
  return sum;
}

function subtract(left: readonly number[], right: readonly number[]): number[] {
  return left.map((value, i) => value - right[i]!);
}
