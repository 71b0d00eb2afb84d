/**
 * The verbs of every purchase model. A model is plain data, `kind` and `params` are all that is read, so parameters from a
 * paper or another tool can be typed in. Each verb has one table, kind → function, and a bundle holds only the tables it asks
 * for; a new model is one line in each.
 *
 * Days count from the end of observation (a customer's `age`). A year is 365 days.
 */
import { invalid } from "../errors.js";
import { checkNotNegative, checkPositive } from "../math/checks.js";
import { root } from "../math/root.js";
import * as bgBb from "./bg-bb.js";
import * as bgNbd from "./bg-nbd.js";
import * as cnbdK from "./cnbd-k.js";
import * as gompertzNbd from "./gompertz-nbd.js";
import { checkedKind } from "./kinds.js";
import type { Mathematics, Outlook } from "./mathematics.js";
import * as mbgNbd from "./mbg-nbd.js";
import * as nbd from "./nbd.js";
import * as paretoNbd from "./pareto-nbd.js";
import type { PeriodDiscount } from "./period.js";
import type { Timing } from "./timing.js";

/** What each kind of model is, and what it reads of a customer: one line each. */
interface Kinds {
  nbd: { model: nbd.Nbd; customer: Timing };
  "bg-nbd": { model: bgNbd.BgNbd; customer: Timing };
  "mbg-nbd": { model: mbgNbd.MbgNbd; customer: Timing };
  "bg-cnbd-k": { model: cnbdK.BgCnbdK; customer: Timing };
  "mbg-cnbd-k": { model: cnbdK.MbgCnbdK; customer: Timing };
  "pareto-nbd": { model: paretoNbd.ParetoNbd; customer: Timing };
  "gompertz-nbd": { model: gompertzNbd.GompertzNbd; customer: Timing };
  "bg-bb": { model: bgBb.BgBb; customer: bgBb.OpportunityHistory };
}

type Kind = keyof Kinds;

/** Every model of how often customers buy. */
export type PurchaseModel = Kinds[Kind]["model"];

/** What a model reads of a customer: x, tₓ and T, in days unless its time is counted in opportunities. */
export type CustomerOf<Model extends PurchaseModel> = Kinds[Model["kind"]]["customer"];

/** What the likelihood of a model reads of a customer: for regular buyers Σ ln of the gaps too. */
export type FittedCustomerOf<Model extends PurchaseModel> = Model extends cnbdK.BgCnbdK | cnbdK.MbgCnbdK
  ? cnbdK.TimingWithGaps
  : CustomerOf<Model>;

/** A history, or somebody who has just made the first purchase. */
export type CustomerOrNewcomer<Model extends PurchaseModel> = CustomerOf<Model> | "newcomer";

/** A stretch of the future: `days` from the end of observation, or only the part of it after `from`. */
export type Horizon = number | { readonly from: number; readonly to: number };

type AnyMathematics = Mathematics<unknown, unknown, unknown>;
type Table<Verb extends keyof AnyMathematics> = Readonly<Record<Kind, AnyMathematics[Verb]>>;

const AFTER: Table<"after"> = {
  nbd: nbd.after,
  "bg-nbd": bgNbd.after,
  "mbg-nbd": mbgNbd.after,
  "bg-cnbd-k": cnbdK.after,
  "mbg-cnbd-k": cnbdK.afterMbg,
  "pareto-nbd": paretoNbd.after,
  "gompertz-nbd": gompertzNbd.after,
  "bg-bb": bgBb.after,
};
const NEWCOMER: Table<"newcomer"> = {
  nbd: nbd.newcomer,
  "bg-nbd": bgNbd.newcomer,
  "mbg-nbd": mbgNbd.newcomer,
  "bg-cnbd-k": cnbdK.newcomer,
  "mbg-cnbd-k": cnbdK.newcomerMbg,
  "pareto-nbd": paretoNbd.newcomer,
  "gompertz-nbd": gompertzNbd.newcomer,
  "bg-bb": bgBb.newcomer,
};
const SURVIVAL: Table<"survival"> = {
  nbd: nbd.survival,
  "bg-nbd": bgNbd.survival,
  "mbg-nbd": mbgNbd.survival,
  "bg-cnbd-k": cnbdK.survival,
  "mbg-cnbd-k": cnbdK.survival,
  "pareto-nbd": paretoNbd.survival,
  "gompertz-nbd": gompertzNbd.survival,
  "bg-bb": bgBb.survival,
};
const EXPECTED: Table<"expected"> = {
  nbd: nbd.expected,
  "bg-nbd": bgNbd.expected,
  "mbg-nbd": mbgNbd.expected,
  "bg-cnbd-k": cnbdK.expected,
  "mbg-cnbd-k": cnbdK.expected,
  "pareto-nbd": paretoNbd.expected,
  "gompertz-nbd": gompertzNbd.expected,
  "bg-bb": bgBb.expected,
};
const ANY_PURCHASE: Table<"anyPurchase"> = {
  nbd: nbd.anyPurchase,
  "bg-nbd": bgNbd.anyPurchase,
  "mbg-nbd": mbgNbd.anyPurchase,
  "bg-cnbd-k": cnbdK.anyPurchase,
  "mbg-cnbd-k": cnbdK.anyPurchase,
  "pareto-nbd": paretoNbd.anyPurchase,
  "gompertz-nbd": gompertzNbd.anyPurchase,
  "bg-bb": bgBb.anyPurchase,
};
const TAIL: Table<"tail"> = {
  nbd: nbd.tail,
  "bg-nbd": bgNbd.tail,
  "mbg-nbd": mbgNbd.tail,
  "bg-cnbd-k": cnbdK.tail,
  "mbg-cnbd-k": cnbdK.tail,
  "pareto-nbd": paretoNbd.tail,
  "gompertz-nbd": gompertzNbd.tail,
  "bg-bb": bgBb.tail,
};
const MASSES: Table<"masses"> = {
  nbd: nbd.masses,
  "bg-nbd": bgNbd.masses,
  "mbg-nbd": mbgNbd.masses,
  "bg-cnbd-k": cnbdK.masses,
  "mbg-cnbd-k": cnbdK.masses,
  "pareto-nbd": paretoNbd.masses,
  "gompertz-nbd": gompertzNbd.masses,
  "bg-bb": bgBb.masses,
};
const DISCOUNTED: Table<"discounted"> = {
  nbd: nbd.discounted,
  "bg-nbd": bgNbd.discounted,
  "mbg-nbd": mbgNbd.discounted,
  "bg-cnbd-k": cnbdK.discounted,
  "mbg-cnbd-k": cnbdK.discounted,
  "pareto-nbd": paretoNbd.discounted,
  "gompertz-nbd": gompertzNbd.discounted,
  "bg-bb": bgBb.discounted,
};
const DRAW: Table<"draw"> = {
  nbd: nbd.draw,
  "bg-nbd": bgNbd.draw,
  "mbg-nbd": mbgNbd.draw,
  "bg-cnbd-k": cnbdK.draw,
  "mbg-cnbd-k": cnbdK.draw,
  "pareto-nbd": paretoNbd.draw,
  "gompertz-nbd": gompertzNbd.draw,
  "bg-bb": bgBb.draw,
};
const LIKELIHOOD: Readonly<Record<Kind, (params: never, customers: never, weights?: ArrayLike<number>) => number>> = {
  nbd: nbd.likelihoodAt,
  "bg-nbd": bgNbd.likelihoodAt,
  "mbg-nbd": mbgNbd.likelihoodAt,
  "bg-cnbd-k": cnbdK.likelihoodAt,
  "mbg-cnbd-k": cnbdK.likelihoodAtMbg,
  "pareto-nbd": paretoNbd.likelihoodAt,
  "gompertz-nbd": gompertzNbd.likelihoodAt,
  "bg-bb": bgBb.likelihoodAt,
};

/**
 * P(still a customer), at the end of observation or, with `in`, so many days later. For BG/NBD it is 1 by construction for
 * everybody without repeats; for BG/BB it is that of the next opportunity, n + 1, as its paper prints it.
 *
 * @throws InvalidInputError for a model or customer that cannot be.
 *
 * @example
 * const model = { kind: "bg-nbd", params: { r: 0.243, alpha: 30.898, a: 0.793, b: 2.426 } };
 * probabilityAlive(model, { repeats: 2, lastPurchaseAge: 213, age: 272 }); // => 0.72659
 */
export function probabilityAlive<Model extends PurchaseModel>(
  model: Model,
  customer: CustomerOrNewcomer<Model>,
  options: { readonly in?: number } = {},
): number {
  const { alive, ahead } = outlook(model, customer);
  const { in: days = 0 } = options;
  assertDays("in", days);
  return days === 0 ? alive : alive * SURVIVAL[model.kind](ahead, days);
}

/**
 * E[purchases] in the days ahead, or in days `from` … `to` of them as seen from today: the difference of two horizons.
 *
 * @example
 * const model = { kind: "bg-nbd", params: { r: 0.243, alpha: 30.898, a: 0.793, b: 2.426 } };
 * const customer = { repeats: 2, lastPurchaseAge: 213, age: 272 };
 * expectedPurchases(model, customer, 273); // => 1.2261
 */
export function expectedPurchases<Model extends PurchaseModel>(model: Model, customer: CustomerOrNewcomer<Model>, days: Horizon): number {
  const { alive, ahead } = outlook(model, customer);
  const expected = EXPECTED[model.kind];
  if (typeof days !== "object" || days === null) {
    assertDays("days", days);
    return alive * expected(ahead, days);
  }
  const { from, to } = days;
  assertDays("days.from", from);
  assertDays("days.to", to);
  if (from > to) invalid("days.to", `${from} (days.from) or later`, to);
  return alive * Math.max(0, expected(ahead, to) - expected(ahead, from));
}

/** E[purchases within `days`] of one customer as a function of `days`: the model is checked and the customer read once. */
export function expectationOf<Model extends PurchaseModel>(model: Model, customer: CustomerOrNewcomer<Model>): (days: number) => number {
  const { alive, ahead } = outlook(model, customer);
  const expected = EXPECTED[model.kind];
  return (days) => alive * expected(ahead, days);
}

/**
 * E[repeat purchases] of somebody who has just bought for the first time.
 *
 * @example
 * const model = { kind: "bg-nbd", params: { r: 0.243, alpha: 30.898, a: 0.793, b: 2.426 } };
 * expectedPurchasesOfNewcomer(model, 273); // => 1.1967
 */
export function expectedPurchasesOfNewcomer(model: PurchaseModel, days: Horizon): number {
  return expectedPurchases(model, "newcomer", days);
}

/**
 * P(at least one purchase in the days ahead): meaningful in every model, also where P(alive) is 1 by construction.
 *
 * @example
 * const model = { kind: "bg-nbd", params: { r: 0.243, alpha: 30.898, a: 0.793, b: 2.426 } };
 * probabilityOfPurchase(model, { repeats: 2, lastPurchaseAge: 213, age: 272 }, 273); // => 0.5546
 */
export function probabilityOfPurchase<Model extends PurchaseModel>(
  model: Model,
  customer: CustomerOrNewcomer<Model>,
  days: number,
): number {
  assertDays("days", days);
  const { alive, ahead } = outlook(model, customer);
  return alive * ANY_PURCHASE[model.kind](ahead, days);
}

/** How many purchases: `p[n]` is the probability of exactly n, `tail` that of `p.length` or more. */
export interface PurchaseDistribution {
  readonly p: Float64Array;
  readonly tail: number;
}

/**
 * The distribution of the number of purchases in the days ahead. `p` is as long as it takes for the tail to fall below 1e-12,
 * at most 1,024, or `length`; the tail is computed on its own, not as 1 − Σ p.
 *
 * @example
 * const model = { kind: "bg-nbd", params: { r: 0.243, alpha: 30.898, a: 0.793, b: 2.426 } };
 * purchaseDistribution(model, "newcomer", 273, { length: 2 }).p; // => [0.5738, 0.1994]
 */
export function purchaseDistribution<Model extends PurchaseModel>(
  model: Model,
  customer: CustomerOrNewcomer<Model>,
  days: number,
  options: { readonly length?: number } = {},
): PurchaseDistribution {
  assertDays("days", days);
  const { length } = options;
  if (length !== undefined && !(Number.isInteger(length) && length >= 1 && length <= 2 ** 20)) {
    invalid("length", "a whole number from 1 to 1048576", length);
  }
  const { alive, ahead } = outlook(model, customer);
  const tailFrom = (count: number): number => alive * TAIL[model.kind](ahead, days, count);
  let count = length ?? 4;
  if (length === undefined) while (count < 1024 && tailFrom(count) > 1e-12) count *= 2;
  const p = MASSES[model.kind](ahead, days, count).map((mass) => alive * mass);
  p[0]! += 1 - alive;
  return { p, tail: tailFrom(count) };
}

/**
 * Discounted expected residual transactions (DERT): the purchases of all the future, each discounted to today, at
 * δ = ln(1 + annualDiscountRate) / 365 a day. Times margin per purchase it is the residual lifetime value.
 *
 * @param options.periodDays length of an opportunity of a BG/BB; 365. The other models count in days
 * @throws InvalidInputError for a rate that is not above 0: undiscounted, all the future may be infinite.
 *
 * @example
 * const model = { kind: "bg-nbd", params: { r: 0.243, alpha: 30.898, a: 0.793, b: 2.426 } };
 * residualPurchases(model, { repeats: 2, lastPurchaseAge: 213, age: 272 }, { annualDiscountRate: 0.15 }); // => 5.1778
 */
export function residualPurchases<Model extends PurchaseModel>(
  model: Model,
  customer: CustomerOrNewcomer<Model>,
  { annualDiscountRate, periodDays = 365 }: PeriodDiscount,
): number {
  checkPositive("annualDiscountRate", annualDiscountRate);
  checkPositive("periodDays", periodDays, "number of days");
  const { alive, ahead } = outlook(model, customer);
  const unit = model.kind === "bg-bb" ? periodDays : 1;
  return alive * DISCOUNTED[model.kind](ahead, (Math.log1p(annualDiscountRate) * unit) / 365);
}

/** When the next purchase comes, in days from now. */
export interface NextPurchase {
  /** As likely before as later or never; undefined when a purchase at any time is less likely than not. */
  readonly medianDay: number | undefined;
  /** The days by which a purchase has come with probability .1 and .9; undefined where the chance of any purchase is smaller. */
  readonly window80: readonly [from: number | undefined, to: number | undefined];
  /** P(no purchase ever again). */
  readonly never: number;
}

/**
 * The next purchase: median day, 80 % window, and the chance that there is none.
 *
 * @example
 * const model = { kind: "bg-nbd", params: { r: 0.243, alpha: 30.898, a: 0.793, b: 2.426 } };
 * nextPurchase(model, { repeats: 2, lastPurchaseAge: 213, age: 272 }).never; // => 0.27341
 */
export function nextPurchase<Model extends PurchaseModel>(model: Model, customer: CustomerOrNewcomer<Model>): NextPurchase {
  const { alive, ahead } = outlook(model, customer);
  const any = ANY_PURCHASE[model.kind];
  const ever = alive * any(ahead, Number.POSITIVE_INFINITY);
  const day = (share: number): number | undefined => {
    if (!(ever > share)) return undefined;
    const at = model.kind === "bg-bb" ? Math.floor : Number;
    const excess = (logDays: number): number => alive * any(ahead, at(Math.exp(logDays))) - share;
    const log = root(excess, -40, 700, 1e-13);
    if (log === undefined) return undefined;
    return model.kind === "bg-bb" ? Math.round(Math.exp(log)) : Math.exp(log);
  };
  return { medianDay: day(0.5), window80: [day(0.1), day(0.9)], never: Math.max(0, 1 - ever) };
}

/**
 * ln L of customers under a model, in days, with the constants that the model's own file states; comparable between models.
 *
 * @throws InvalidInputError with row and field for customers who cannot be.
 *
 * @example
 * const model = { kind: "bg-nbd", params: { r: 0.243, alpha: 30.898, a: 0.793, b: 2.426 } };
 * logLikelihood(model, [{ repeats: 2, lastPurchaseAge: 213, age: 272 }]); // => -13.3503
 */
export function logLikelihood<Model extends PurchaseModel>(
  model: Model,
  customers: readonly FittedCustomerOf<Model>[],
  options: { readonly weights?: ArrayLike<number> } = {},
): number {
  return LIKELIHOOD[checkedKind(model, LIKELIHOOD)](model.params as never, customers as never, options.weights);
}

/** Purchase times of a random customer within `days`, ascending, from a generator: what the simulations are made of. */
export function drawPurchases<Model extends PurchaseModel>(
  model: Model,
  customer: CustomerOrNewcomer<Model>,
  days: number,
  random: () => number,
): number[] {
  const { alive, ahead } = outlook(model, customer);
  return random() < alive ? DRAW[model.kind](ahead, random, days) : [];
}

function outlook(model: PurchaseModel, customer: unknown): Outlook<unknown> {
  const kind = checkedKind(model, NEWCOMER);
  return customer === "newcomer" ? NEWCOMER[kind](model.params) : AFTER[kind](model.params, customer);
}

function assertDays(field: string, days: number): void {
  checkNotNegative(field, days, "number of days");
}
