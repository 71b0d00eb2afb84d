/**
 * Gamma-Gompertz/NBD: purchases Poisson(λ) until the customer leaves, at a rate η b e^(by) that grows with age; λ ~ Gamma(r, α),
 * η ~ Gamma(s, β). The Pareto/NBD is its limit for b → 0 with β / b held.
 *
 * [1] Bemmaor, A. C., & Glady, N. (2012). Modeling purchasing behavior with sudden "death": a flexible customer lifetime model.
 *     Management Science 58(5), 1012-1021. doi:10.1287/mnsc.1110.1461
 */
import { logGamma } from "../math/log-gamma.js";
import { logPochhammer } from "../math/log-pochhammer.js";
import { log1pExp } from "../math/log-sum.js";
import { type Differentiable, minimise } from "../math/minimise.js";
import { type Random, randomExponential, randomGamma } from "../math/random.js";
import { assertNone } from "./customer-columns.js";
import { type Declaration, type FitOptions, type FitReport, fitDeclared, type LogLikelihood, likelihoodOf } from "./fit.js";
import {
  gompertzHazard,
  gompertzIntegral,
  gompertzLater,
  gompertzLikelihood,
  gompertzReach,
  gompertzTerms,
} from "./gompertz-likelihood.js";
import type { Outlook } from "./mathematics.js";
import { aliveShare } from "./pareto-decay.js";
import { firstLogit, massesUntilLeaving, poissonTimes } from "./pareto-family.js";
import { paretoLikelihood } from "./pareto-likelihood.js";
import { paretoNotes, paretoStarts } from "./pareto-nbd.js";
import type { Rows } from "./rows.js";
import { type Timing, timingFault, timingRows } from "./timing.js";
import { runs } from "./timing-notes.js";

export interface GompertzParams {
  readonly r: number;
  /** In days. */
  readonly alpha: number;
  /** Per day. */
  readonly b: number;
  readonly s: number;
  readonly beta: number;
}

/** `r`, `alpha` (days): purchase rates ~ Gamma; `b` (per day): how fast the rate of leaving grows; `s`, `beta`: its scale ~ Gamma. */
export interface GompertzNbd {
  readonly kind: "gompertz-nbd";
  readonly params: GompertzParams;
}

export const declaration: Declaration<"gompertz-nbd", keyof GompertzParams> = {
  kind: "gompertz-nbd",
  names: ["r", "alpha", "b", "s", "beta"],
  unit: "day",
  scaled: [1, 2],
  powers: [0, 1, -1, 0, 0],
  likelihood: gompertzLikelihood,
  starts: gompertzStarts,
  notes: (fit) =>
    runs(fit, "b", "zero")
      ? [
          "The rate of leaving is not seen to grow with age: b runs to zero, beta with it, and the model is as good as a Pareto/NBD. Use that.",
        ]
      : paretoNotes(fit),
};

/**
 * The Gamma-Gompertz/NBD of the highest likelihood [1]:
 * Γ(r+x)/Γ(r) αʳ {(α+T)^−(r+x) S(T) + ∫ (α+y)^−(r+x) f(y) dy}, S(y) = (β/(β+e^(by)−1))ˢ, f = −S′, the integral over tₓ … T.
 * Often it has no maximum but rises towards the Pareto/NBD as b falls to zero: a note and `boundary` say so.
 *
 * @throws InvalidInputError with row and field for customers who cannot be; FitError when there is no maximum.
 *
 * @example
 * const model = fitGompertzNbd([
 *   { repeats: 2, lastPurchaseAge: 50, age: 90 }, { repeats: 0, lastPurchaseAge: 0, age: 80 },
 *   { repeats: 5, lastPurchaseAge: 70, age: 85 }, { repeats: 1, lastPurchaseAge: 3, age: 88 },
 * ]);
 * model.kind; // => "gompertz-nbd"
 */
export function fitGompertzNbd(
  customers: readonly Timing[],
  options: FitOptions<keyof GompertzParams> = {},
): GompertzNbd & FitReport<keyof GompertzParams> {
  return fitDeclared(declaration, timingRows(customers, options.weights), options);
}

/**
 * The maximum itself, sought in β / b instead of β, since along b and β together the likelihood is all but level: from a rate of
 * leaving that grows several times over, and where that beats no Pareto/NBD, from the Pareto/NBD.
 */
function gompertzStarts(rows: Rows): number[][] {
  const start = paretoStarts(rows)[0]!.map(Math.log);
  const pareto = minimise(negative(paretoLikelihood(rows)), start);
  const likelihood = gompertzLikelihood(rows);
  const f = negative((params, gradient) => {
    const value = likelihood([...params.slice(0, 4), params[2]! * params[4]!], gradient);
    gradient[2]! += gradient[4]!;
    return value;
  });
  const [r, alpha, s, beta] = pareto.point as [number, number, number, number];
  const ends = [minimise(f, [r, alpha, Math.log(3), 0, 0])];
  if (!(ends[0]!.converged && ends[0]!.value < pareto.value - 1e-6) && Math.abs(s) < 4) {
    ends.push(minimise(f, [r, alpha, Math.log(1e-3), s, beta]));
    ends.sort((one, other) => one.value - other.value);
  }
  return ends.map(({ point }) => point.map(Math.exp)).map(([r, alpha, b, s, scale]) => [r!, alpha!, b!, s!, b! * scale!]);
}

/** −ln L over logarithms. */
function negative(likelihood: LogLikelihood): Differentiable {
  return (logs) => {
    const gradient = new Array<number>(logs.length).fill(0);
    const value = likelihood(logs.map(Math.exp), gradient);
    return { value: -value, gradient: gradient.map((slope) => -slope) };
  };
}

export function likelihoodAt(params: GompertzParams, customers: readonly Timing[], weights?: ArrayLike<number>): number {
  return likelihoodOf(declaration, params, timingRows(customers, weights));
}

export function after({ r, alpha, b, s, beta }: GompertzParams, customer: Timing): Outlook<GompertzParams> {
  assertNone(timingFault(customer));
  const { repeats: x, lastPurchaseAge: tx, age: T } = customer;
  const alive = aliveShare(gompertzTerms([r, alpha, b, s, beta], x, tx, T));
  return { alive, ahead: { r: r + x, alpha: alpha + T, b, s, beta: gompertzLater(b, beta, T) } };
}

export function newcomer(params: GompertzParams): Outlook<GompertzParams> {
  return { alive: 1, ahead: params };
}

export function survival({ b, s, beta }: GompertzParams, days: number): number {
  return Math.exp(-s * gompertzReach(b, beta, days));
}

/** r / α times the expected time alive within `days`. */
export function expected({ r, alpha, b, s, beta }: GompertzParams, days: number): number {
  return (r / alpha) * gompertzIntegral(0, Number.POSITIVE_INFINITY, b, s, beta, 0, days);
}

/** ∫ f(first purchase at y) · P(alive at y) dy. */
export function anyPurchase({ r, alpha, b, s, beta }: GompertzParams, days: number): number {
  return Math.min(1, (r / alpha) * gompertzIntegral(r + 1, alpha, b, s, beta, 0, days));
}

const TINY = 1e-250;

/** ∫ f(purchase number `count` at y) · P(alive at y) dy, by the trapezoidal rule over the logit of y / days. */
export function tail({ r, alpha, b, s, beta }: GompertzParams, days: number, count: number): number {
  if (days < TINY) return 0;
  const lead = logPochhammer(r, count) - logGamma(count);
  const step = stepOver({ r, b, s }, days, count) / 2;
  const first = firstLogit(days, soonest({ alpha, b, beta }));
  let sum = 0;
  for (let i = 0; first + i * step < 42; i++) {
    const w = first + i * step;
    const y = days / (1 + Math.exp(-w));
    sum += Math.exp(lead - count * Math.log1p(alpha / y) - r * Math.log1p(y / alpha) - s * gompertzReach(b, beta, y) - log1pExp(w));
  }
  return Math.min(1, step * sum);
}

/** The mixture of negative binomials over the time of leaving. */
export function masses({ r, alpha, b, s, beta }: GompertzParams, days: number, count: number): Float64Array {
  const staying = survival({ r, alpha, b, s, beta }, days);
  const left = (y: number): number => s * gompertzHazard(b, beta, y) * Math.exp(-s * gompertzReach(b, beta, y));
  return massesUntilLeaving({ r, alpha }, days, count, staying, left, soonest({ alpha, b, beta }), stepOver({ r, b, s }, days, count));
}

/** Long before this nothing has happened yet. */
function soonest({ alpha, b, beta }: Pick<GompertzParams, "alpha" | "b" | "beta">): number {
  return Math.min(alpha, beta / b, 1 / b);
}

/** The steps over the logit of y / days that the sharpest of the peaks needs. */
function stepOver({ r, b, s }: Pick<GompertzParams, "r" | "b" | "s">, days: number, count: number): number {
  return Math.min(0.15, 0.9 / Math.sqrt(r + count + s + 1), Math.max(1e-3, 1.5 / (b * days)));
}

export function discounted({ r, alpha, b, s, beta }: GompertzParams, delta: number): number {
  return (r / alpha) * gompertzIntegral(0, Number.POSITIVE_INFINITY, b, s, beta, delta, Number.POSITIVE_INFINITY);
}

export function draw({ r, alpha, b, s, beta }: GompertzParams, random: Random, days: number): number[] {
  const rate = randomGamma(random, r, alpha);
  const end = Math.log1p(randomExponential(random, randomGamma(random, s, beta))) / b;
  return poissonTimes(random, rate, Math.min(days, end));
}
