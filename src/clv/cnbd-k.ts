/**
 * BG/CNBD-k and MBG/CNBD-k: BG/NBD and MBG/NBD for regular buyers, whose gaps are Erlang-k – every k-th event of the Poisson
 * process is a purchase. k = 1 is the plain model; the larger k, the steadier the rhythm.
 *
 * - [1] Platzer, M. & Reutterer, T. (2016). Ticking away the moments: timing regularity helps to better predict customer
 *   activity. Marketing Science 35(5), 779–799. doi:10.1287/mksc.2015.0963
 * - [2] Reutterer, T., Platzer, M. & Schröder, N. (2021). Leveraging purchase regularity for predicting customer behavior
 *   the easy way. IJRM 38(1), 194–215. doi:10.1016/j.ijresmar.2020.09.002
 *
 * For k > 1 the expectation is an exact series (`expected` in `bg-family.ts`); the closed form of [2] is an approximation,
 * up to a half off for single customers.
 */
import { invalid } from "../errors.js";
import type { PurchaseHistory } from "../transactions/history.js";
import { type BgAhead, type BgParams, bgAfter, bgNewcomer } from "./bg-family.js";
import { bgLikelihood } from "./bg-likelihood.js";
import { bgNotes, bgStarts } from "./bg-starts.js";
import { checkedWeights, columnsOf, type Fault } from "./customer-columns.js";
import { type Declaration, type FitOptions, type FitReport, fitDeclared, likelihoodOf } from "./fit.js";
import type { Outlook } from "./mathematics.js";
import { collapse, type Rows } from "./rows.js";
import { TIMING, type Timing, timingFault } from "./timing.js";

export { anyPurchase, discounted, draw, expected, masses, survival, tail } from "./bg-family.js";

/** As in BG/NBD, and `k`, a whole number: r / alpha is the rate of events, k of which make a purchase. */
export interface CnbdParams extends BgParams {
  readonly k: number;
}

export interface BgCnbdK {
  readonly kind: "bg-cnbd-k";
  readonly params: CnbdParams;
}

export interface MbgCnbdK {
  readonly kind: "mbg-cnbd-k";
  readonly params: CnbdParams;
}

/** A customer with Σ ln of the gaps in days; it is undefined when two purchases fall on one instant. */
export type TimingWithGaps = Timing & Pick<PurchaseHistory, "sumLogGaps">;

export interface CnbdOptions extends FitOptions<keyof BgParams> {
  /** Regularity, 1 to 100, when it is known. */
  readonly k?: number;
  /** Otherwise k = 1, 2 … are tried until the likelihood falls, up to this. 12. */
  readonly kMax?: number;
}

/** The log-likelihood of each k that was tried, from k = 1: comparable, with the density of the gaps in it. */
export interface CnbdReport extends FitReport<keyof BgParams> {
  readonly logLikelihoodByK: readonly number[];
}

/**
 * The BG/CNBD-k of the highest likelihood.
 *
 * @throws InvalidInputError with row and field for customers who cannot be or have two purchases at one instant; FitError when
 * there is no maximum.
 *
 * @example
 * const model = fitBgCnbdK([
 *   { repeats: 2, lastPurchaseAge: 60, age: 90, sumLogGaps: 6.8 }, { repeats: 0, lastPurchaseAge: 0, age: 80, sumLogGaps: 0 },
 *   { repeats: 6, lastPurchaseAge: 60, age: 85, sumLogGaps: 13.8 }, { repeats: 1, lastPurchaseAge: 12, age: 88, sumLogGaps: 2.48 },
 * ], { k: 2 });
 * model.params.k; // => 2
 */
export function fitBgCnbdK(customers: readonly TimingWithGaps[], options: CnbdOptions = {}): BgCnbdK & CnbdReport {
  return fitBestK("bg-cnbd-k", 0, customers, options);
}

/**
 * The MBG/CNBD-k of the highest likelihood.
 *
 * @throws as `fitBgCnbdK`.
 *
 * @example
 * const model = fitMbgCnbdK([
 *   { repeats: 2, lastPurchaseAge: 60, age: 90, sumLogGaps: 6.8 }, { repeats: 0, lastPurchaseAge: 0, age: 80, sumLogGaps: 0 },
 *   { repeats: 6, lastPurchaseAge: 60, age: 85, sumLogGaps: 13.8 }, { repeats: 1, lastPurchaseAge: 12, age: 88, sumLogGaps: 2.48 },
 * ], { k: 2 });
 * model.kind; // => "mbg-cnbd-k"
 */
export function fitMbgCnbdK(customers: readonly TimingWithGaps[], options: CnbdOptions = {}): MbgCnbdK & CnbdReport {
  return fitBestK("mbg-cnbd-k", 1, customers, options);
}

export function after(params: CnbdParams, customer: Timing): Outlook<BgAhead> {
  return bgAfter(params, customer, 0, checkedK(params.k));
}

export function newcomer(params: CnbdParams): Outlook<BgAhead> {
  return bgNewcomer(params, 0, checkedK(params.k));
}

export function likelihoodAt(params: CnbdParams, customers: readonly TimingWithGaps[], weights?: ArrayLike<number>): number {
  return likelihoodOf(declared("bg-cnbd-k", 0, checkedK(params.k)), params, gapRows(customers, weights));
}

/** The same three of MBG/CNBD-k. */
export function afterMbg(params: CnbdParams, customer: Timing): Outlook<BgAhead> {
  return bgAfter(params, customer, 1, checkedK(params.k));
}

export function newcomerMbg(params: CnbdParams): Outlook<BgAhead> {
  return bgNewcomer(params, 1, checkedK(params.k));
}

export function likelihoodAtMbg(params: CnbdParams, customers: readonly TimingWithGaps[], weights?: ArrayLike<number>): number {
  return likelihoodOf(declared("mbg-cnbd-k", 1, checkedK(params.k)), params, gapRows(customers, weights));
}

function fitBestK<Kind extends string>(
  kind: Kind,
  first: 0 | 1,
  customers: readonly TimingWithGaps[],
  options: CnbdOptions,
): { readonly kind: Kind; readonly params: CnbdParams } & CnbdReport {
  const { kMax = 12, k, weights } = options;
  const rows = gapRows(customers, weights);
  const tried: FitReport<keyof BgParams>[] = [];
  const withK = (regularity: number): ReturnType<typeof fitDeclared<Kind, keyof BgParams>> => {
    const model = fitDeclared(declared(kind, first, regularity), rows, options);
    tried.push(model);
    return model;
  };
  let best = withK(k === undefined ? 1 : checkedK(k, "k"));
  if (k === undefined) {
    for (let next = 2; next <= checkedK(kMax, "kMax"); next++) {
      const model = withK(next);
      if (!(model.logLikelihood > best.logLikelihood)) break;
      best = model;
    }
  }
  return { ...best, params: best.params as CnbdParams, logLikelihoodByK: tried.map(({ logLikelihood }) => logLikelihood) };
}

function declared<Kind extends string>(kind: Kind, first: 0 | 1, k: number): Declaration<Kind, keyof BgParams> {
  return {
    kind,
    names: ["r", "alpha", "a", "b"],
    fixed: { k },
    unit: "day",
    scaled: [1, 2],
    powers: [0, 1, 0, 0],
    likelihood: (rows) => bgLikelihood(rows, first, k),
    starts: (rows) => bgStarts(rows).map(([r, alpha, a, b]) => [r!, alpha! / k, a!, b!]),
    notes: bgNotes,
  };
}

function gapRows(customers: readonly TimingWithGaps[], weights: ArrayLike<number> | undefined): Rows {
  const sumLogGaps = ({ repeats, sumLogGaps: sum }: TimingWithGaps): number => (repeats > 0 ? sum! : 0);
  const columns = columnsOf(customers, (customer) => timingFault(customer) ?? gapFault(customer), [...TIMING, sumLogGaps]);
  return collapse(columns, checkedWeights(weights, customers.length));
}

function gapFault({ repeats, sumLogGaps }: TimingWithGaps): Fault | undefined {
  if (repeats === 0 || Number.isFinite(sumLogGaps)) return undefined;
  return ["sumLogGaps", "Σ ln of the gaps, finite: two purchases at one instant have none", sumLogGaps];
}

function checkedK(k: number, field = "params.k"): number {
  return Number.isInteger(k) && k >= 1 && k <= 100 ? k : invalid(field, "a whole number from 1 to 100", k);
}
