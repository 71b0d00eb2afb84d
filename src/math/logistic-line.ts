/**
 * Logistic regression on one column.
 *
 * - [1] McCullagh, P. & Nelder, J. A. (1989). Generalized Linear Models, 2nd ed., 4.4: Newton's steps, here Fisher scoring.
 */

/** logit P = intercept + slope × x at the maximum of the likelihood. */
export interface LogisticLine {
  readonly intercept: number;
  readonly slope: number;
  /** Undefined on a boundary, and where x does not vary. */
  readonly standardErrors: { readonly intercept: number; readonly slope: number } | undefined;
  readonly logLikelihood: number;
  /** Why the likelihood has no maximum: all outcomes are alike, or a value of x parts them. A large parameter stands for an infinite one. */
  readonly boundary: "alike" | "parted" | undefined;
  /** False when the steps ended before the gradient was zero. */
  readonly converged: boolean;
}

/** Beyond a logit of this size a probability is 0 or 1 to seven digits. */
const STEEPEST = 16;

/** The line through outcomes from 0 to 1, at least one; all numbers are finite. */
export function logisticLine(x: readonly number[], y: readonly number[]): LogisticLine {
  // In the size of the largest, so that squares neither overflow nor vanish.
  const size = x.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const mean = average(x.map((value) => value / size));
  const spread = Math.sqrt(average(x.map((value) => (value / size - mean) ** 2)));
  const varies = spread > 0;
  const z = x.map((value) => (varies ? (value / size - mean) / spread : 0));
  const share = average(y);
  const alike = share === 0 || share === 1;
  const direction = varies && !alike ? separated(z, y) : 0;
  const {
    a,
    b,
    converged = true,
  } = alike
    ? { a: share === 0 ? -STEEPEST : STEEPEST, b: 0 }
    : !varies
      ? { a: Math.log(share / (1 - share)), b: 0 }
      : direction !== 0
        ? steepest(z, y, direction)
        : maximum(z, y);
  const boundary = alike ? "alike" : direction !== 0 ? "parted" : undefined;
  const slope = varies ? b / spread : 0;
  const errors = boundary !== undefined || !varies ? undefined : errorsOf(z, y, a, b, mean, spread);
  return {
    intercept: a - slope * mean,
    slope: slope / size,
    standardErrors: errors && { intercept: errors.intercept, slope: errors.slope / size },
    logLikelihood: logLikelihoodOf(z, y, a, b),
    boundary,
    converged,
  };
}

interface Line {
  readonly a: number;
  readonly b: number;
  readonly converged?: boolean;
}

/** 1 when a value parts those who are loyal at all, above, from those who are not all loyal, below; −1 the other way round. */
function separated(z: readonly number[], y: readonly number[]): number {
  const loyal = z.filter((_, i) => y[i]! > 0);
  const others = z.filter((_, i) => y[i]! < 1);
  if (loyal.length === 0 || others.length === 0) return 0;
  const [least, most] = [loyal.reduce((a, b) => Math.min(a, b)), loyal.reduce((a, b) => Math.max(a, b))];
  const [low, high] = [others.reduce((a, b) => Math.min(a, b)), others.reduce((a, b) => Math.max(a, b))];
  return least >= high ? 1 : most <= low ? -1 : 0;
}

/** A curve as steep as is told apart from a step, through the value that parts the two. */
function steepest(z: readonly number[], y: readonly number[], direction: number): Line {
  const below = z.filter((_, i) => (direction > 0 ? y[i]! < 1 : y[i]! > 0)).reduce((a, b) => Math.max(a, b));
  const above = z.filter((_, i) => (direction > 0 ? y[i]! > 0 : y[i]! < 1)).reduce((a, b) => Math.min(a, b));
  const border = (below + above) / 2;
  const nearest = z.reduce(
    (least, value) => (value === border ? least : Math.min(least, Math.abs(value - border))),
    Number.POSITIVE_INFINITY,
  );
  const slope = (direction * STEEPEST) / nearest;
  return { a: -slope * border, b: slope };
}

/** Near the maximum a likelihood rises by less than it is rounded. */
const ROUNDING = 1e-13;

/** Newton's steps [1] on two parameters, halved until the likelihood rises. */
function maximum(z: readonly number[], y: readonly number[]): Line {
  let [a, b] = [0, 0];
  let best = logLikelihoodOf(z, y, a, b);
  for (let i = 0; i < 100; i++) {
    const { ga, gb, haa, hab, hbb } = derivatives(z, y, a, b);
    if (Math.abs(ga) + Math.abs(gb) <= 1e-11 * z.length) return { a, b };
    const determinant = haa * hbb - hab * hab;
    const da = (hbb * ga - hab * gb) / determinant;
    const db = (haa * gb - hab * ga) / determinant;
    let step = 1;
    let next = logLikelihoodOf(z, y, a + da, b + db);
    while (!(next >= best - ROUNDING * Math.abs(best)) && step > 1e-10) {
      step /= 2;
      next = logLikelihoodOf(z, y, a + step * da, b + step * db);
    }
    if (!(next >= best - ROUNDING * Math.abs(best))) break;
    [a, b, best] = [a + step * da, b + step * db, next];
  }
  const { ga, gb } = derivatives(z, y, a, b);
  return { a, b, converged: Math.abs(ga) + Math.abs(gb) <= 1e-9 * z.length };
}

function derivatives(z: readonly number[], y: readonly number[], a: number, b: number) {
  const sums = { ga: 0, gb: 0, haa: 0, hab: 0, hbb: 0 };
  for (let i = 0; i < z.length; i++) {
    const p = logistic(a + b * z[i]!);
    const w = p * (1 - p);
    sums.ga += y[i]! - p;
    sums.gb += (y[i]! - p) * z[i]!;
    sums.haa += w;
    sums.hab += w * z[i]!;
    sums.hbb += w * z[i]! * z[i]!;
  }
  return sums;
}

/** Of the parameters in the unit of x: intercept = a − b × mean ÷ spread, slope = b ÷ spread. */
function errorsOf(
  z: readonly number[],
  y: readonly number[],
  a: number,
  b: number,
  mean: number,
  spread: number,
): LogisticLine["standardErrors"] {
  const { haa, hab, hbb } = derivatives(z, y, a, b);
  const determinant = haa * hbb - hab * hab;
  if (!(determinant > 0)) return undefined;
  const m = mean / spread;
  const intercept = Math.sqrt((hbb + 2 * m * hab + m * m * haa) / determinant);
  return { intercept, slope: Math.sqrt(haa / determinant) / spread };
}

function logLikelihoodOf(z: readonly number[], y: readonly number[], a: number, b: number): number {
  let sum = 0;
  for (let i = 0; i < z.length; i++) {
    const logit = a + b * z[i]!;
    sum += y[i]! * logit - (Math.max(0, logit) + Math.log1p(Math.exp(-Math.abs(logit))));
  }
  return sum;
}

/** 1 ÷ (1 + e^−logit), without overflow. */
export function logistic(logit: number): number {
  return logit >= 0 ? 1 / (1 + Math.exp(-logit)) : Math.exp(logit) / (1 + Math.exp(logit));
}

function average(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
