/**
 * Unconstrained minimisation of smooth functions of a few variables.
 *
 * - [1] Nocedal, J., Wright, S. J. (2006). Numerical Optimization, 2nd ed.: BFGS, algorithm 6.1, eq. 6.17 and 6.20.
 */
import { type LinePoint, wolfeStep } from "./line-search.js";
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
  readonly point: readonly number[];
  readonly value: number;
  readonly gradient: readonly number[];
}

type Evaluate = (point: readonly number[]) => Evaluated;

/**
 * A local minimum by BFGS with a strong Wolfe line search. Never throws (unless f does): a function that is not finite
 * somewhere, or has its infimum at infinity, gives the best point found and says why it stopped.
 */
export function minimise(f: Differentiable, start: readonly number[], options: MinimiseOptions = {}): Minimum {
  const { gradientTolerance = 1e-10, maxIterations = 500, longestStep = 5, polish = true } = options;
  let evaluations = 0;
  const at: Evaluate = (point) => {
    evaluations++;
    const { value, gradient } = f(point);
    return { point, value, gradient };
  };

  let now = at(start.slice());
  let iterations = 0;
  let curvature: Curvature | undefined;
  let reason: Minimum["reason"] = "too many iterations";
  let inverse: number[][] | undefined;
  let handOver = polish ? HAND_OVER : 0;
  const isStart = isUsable(now);
  if (isStart && options.curvature !== undefined) now = secantSteps(at, now, options.curvature, longestStep);
  while (isStart && iterations < maxIterations && relativeGradient(now) > gradientTolerance) {
    if (relativeGradient(now) <= handOver) {
      ({ now, curvature } = newtonSteps(at, now, longestStep));
      handOver *= 1e-2;
      inverse = undefined;
      continue;
    }
    iterations++;
    const next = bfgsStep(at, now, inverse, longestStep);
    if (next !== undefined) {
      curvature = undefined;
      inverse = updated(inverse, subtract(next.point, now.point), subtract(next.gradient, now.gradient));
      now = next;
    } else if (inverse !== undefined) {
      inverse = undefined;
    } else {
      reason = "no step decreases the function";
      break;
    }
  }
  if (!isStart) reason = "not finite at the start";
  else if (polish) ({ now, curvature } = newtonSteps(at, now, longestStep, curvature));
  const converged = isStart && relativeGradient(now) <= gradientTolerance;
  if (converged) reason = "gradient is zero";
  const found = { ...now, iterations, evaluations, converged, reason };
  return curvature === undefined ? found : { ...found, hessian: curvature.matrix };
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
function bfgsStep(at: Evaluate, now: Evaluated, inverse: number[][] | undefined, longestStep: number): Evaluated | undefined {
  const { point, gradient } = now;
  const direction = inverse === undefined ? gradient.map((g) => -g) : inverse.map((row) => -dot(row, gradient));
  const slope = dot(gradient, direction);
  const size = largest(direction);
  if (!(slope < 0) || !(size < Number.POSITIVE_INFINITY)) return undefined;
  const along = (step: number): Evaluated & LinePoint => {
    const there = at(point.map((x, i) => x + step * direction[i]!));
    return { ...there, step, slope: dot(there.gradient, direction) };
  };
  return wolfeStep(along, { ...now, step: 0, slope }, inverse === undefined ? Math.min(1, 1 / size) : 1, longestStep / size);
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

/** Second derivatives, where they were taken, and their Cholesky factor. */
interface Curvature {
  readonly matrix: number[][];
  readonly at: readonly number[];
  readonly lower: number[][] | undefined;
}

function curvatureOf(at: Evaluate, point: readonly number[]): Curvature {
  const matrix = hessian(at, point);
  return { matrix, at: point, lower: cholesky(matrix) };
}

/**
 * Newton's method for the zero of the gradient, as long as it shrinks and the value does not rise beyond rounding. The second
 * derivatives are kept while a step with them leaves less than a tenth.
 */
function newtonSteps(at: Evaluate, start: Evaluated, longestStep: number, known?: Curvature): { now: Evaluated; curvature: Curvature } {
  let now = start;
  let curvature = known;
  let isFresh = false;
  for (let i = 0; i < 24 && relativeGradient(now) > ROUNDING; i++) {
    if (curvature === undefined) {
      curvature = curvatureOf(at, now.point);
      isFresh = true;
    }
    const next: Evaluated | undefined = newtonStep(at, now, curvature, longestStep);
    const left: number = next === undefined ? 1 : relativeGradient(next) / relativeGradient(now);
    if (next !== undefined && left < 0.9) {
      now = next;
      isFresh = false;
      if (left > 0.1) curvature = undefined;
    } else {
      if (isFresh) break;
      curvature = undefined;
    }
  }
  const isClose = curvature !== undefined && largest(subtract(now.point, curvature.at)) <= 1e-6;
  return { now, curvature: isClose ? curvature! : curvatureOf(at, now.point) };
}

/** One step; undefined when it is too long, or leads up beyond rounding. */
function newtonStep(at: Evaluate, now: Evaluated, { lower }: Curvature, longestStep: number): Evaluated | undefined {
  const change = lower && choleskySolve(lower, now.gradient);
  if (change === undefined || !(largest(change) <= longestStep)) return undefined;
  const next = at(subtract(now.point, change));
  return isUsable(next) && next.value <= now.value + 1e-13 * Math.abs(now.value) ? next : undefined;
}

/**
 * Newton's method with second derivatives that are not quite those of f, improved by every step [1], as long as the gradient shrinks and
 * the value does not rise beyond rounding.
 */
function secantSteps(at: Evaluate, start: Evaluated, curvature: readonly (readonly number[])[], longestStep: number): Evaluated {
  const lower = cholesky(curvature);
  let inverse = lower === undefined ? undefined : choleskyInverse(lower);
  let now = start;
  while (inverse !== undefined && relativeGradient(now) > SECANT_END) {
    const change = inverse.map((row) => dot(row, now.gradient));
    if (!(largest(change) <= longestStep)) break;
    const next = at(subtract(now.point, change));
    if (!isUsable(next) || !(next.value <= now.value + 1e-13 * Math.abs(now.value))) break;
    if (!(relativeGradient(next) < 0.9 * relativeGradient(now))) break;
    inverse = updated(inverse, subtract(next.point, now.point), subtract(next.gradient, now.gradient));
    now = next;
  }
  return now;
}

/** Close enough that second derivatives taken there are those of the minimum. */
const SECANT_END = 1e-11;

/** A relative gradient at which BFGS, whose line search would soon be looking at rounding errors, leaves the rest to Newton. */
const HAND_OVER = 1e-5;

/** A relative gradient that is all rounding. */
const ROUNDING = 1e-14;

function relativeGradient({ point, value, gradient }: Evaluated): number {
  return largest(gradient.map((slope, i) => slope * Math.max(1, Math.abs(point[i]!)))) / Math.max(1, Math.abs(value));
}

function isUsable({ value, gradient }: Evaluated): boolean {
  return Number.isFinite(value) && gradient.every(Number.isFinite);
}

/** The largest |value|. */
export function largest(values: readonly number[]): number {
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
