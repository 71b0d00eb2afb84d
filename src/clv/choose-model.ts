/**
 * Which model? First what the business is: with a contract, leaving is seen, and the models of retention apply; without one it
 * is not, and silence may be either. Then what the data say: likelihood, and forecasts of a holdout.
 *
 * - [1] Fader, P. S. & Hardie, B. G. S. (2009). Probability models for customer-base analysis. Journal of Interactive Marketing
 *   23(1), 61–69: contractual or not, discrete or continuous.
 * - [2] Burnham, K. P. & Anderson, D. R. (2002). Model Selection and Multimodel Inference, 2nd ed., 2.6: an AIC more than 10
 *   above the lowest leaves a model essentially no support.
 */
import { FitError, invalid } from "../errors.js";
import { checkPositive } from "../math/checks.js";
import { type Accuracy, accuracy, type Outcome } from "./accuracy.js";
import { type Bdw, fitBdw } from "./bdw.js";
import { type BgBb, fitBgBb, type OpportunityHistory } from "./bg-bb.js";
import { fitBgNbd } from "./bg-nbd.js";
import { fitBgCnbdK, fitMbgCnbdK, type TimingWithGaps } from "./cnbd-k.js";
import type { ContractCohort, Renewals } from "./contracts.js";
import { assertEach, countFault } from "./customer-columns.js";
import type { FitReport } from "./fit.js";
import { fitGompertzNbd } from "./gompertz-nbd.js";
import { fitMbgNbd } from "./mbg-nbd.js";
import { expectedPurchases } from "./model.js";
import { fitNbd } from "./nbd.js";
import { fitParetoNbd } from "./pareto-nbd.js";
import { fitSbg, type Sbg } from "./sbg.js";
import { type Timing, timingFault } from "./timing.js";
import type { DailyModel } from "./value.js";

/** A fitted model of one of the kinds that were compared. */
export type Fit<Model extends { readonly kind: string; readonly params: object }> = Model & FitReport;

/** A history; with `sumLogGaps` regular buyers are looked for, with `laterPurchases` (from `holdout`) forecasts are compared too. */
export interface Choosable extends Timing {
  readonly sumLogGaps?: number | undefined;
  readonly laterPurchases?: number | undefined;
}

export interface Candidate<Model extends { readonly kind: string; readonly params: object }> {
  readonly kind: Model["kind"];
  /** Undefined where there is no maximum. */
  readonly model: Fit<Model> | undefined;
  /** AIC above the lowest; 0 for the best. */
  readonly aicExcess: number | undefined;
  /** BIC above the lowest: it counts parameters more the more customers there are. */
  readonly bicExcess: number | undefined;
  /** How the holdout was forecast, where one is given. */
  readonly holdout: Accuracy | undefined;
}

export interface ModelChoice<Model extends { readonly kind: string; readonly params: object }> {
  readonly model: Fit<Model>;
  /** The lowest AIC first, those without a maximum last. */
  readonly candidates: readonly Candidate<Model>[];
  /** Why this one, what to doubt. */
  readonly notes: readonly string[];
}

export interface ChooseOptions {
  /** Do customers end a contract or subscription, so that leaving is seen? False. Then give `{ survivors }` or renewals. */
  readonly contractual?: boolean;
  /** Can they buy only on occasions (a yearly appeal, a weekly market)? False. Then give `{ repeats, lastPurchaseOpportunity, opportunities }`. */
  readonly discrete?: boolean;
  /**
   * What for. "value" (default): the best-supported model. "churn": not BG/NBD, BG/CNBD-k or NBD, in which one-time buyers can
   * never have left: 1 − P(alive) of BG/NBD ranks leavers worse than a coin does. Ask any model for −E[purchases], or
   * `probabilityOfPurchase`, and never for P(alive) alone.
   */
  readonly question?: "value" | "churn";
  /** Length of the holdout; needed for customers with `laterPurchases`. */
  readonly days?: number;
  /** All but "gompertz-nbd", which is slow and rarely better. */
  readonly candidates?: readonly DailyModel["kind"][];
}

const FITS: Readonly<Record<DailyModel["kind"], (customers: readonly Choosable[]) => Fit<DailyModel>>> = {
  nbd: fitNbd,
  "bg-nbd": fitBgNbd,
  "mbg-nbd": fitMbgNbd,
  "pareto-nbd": fitParetoNbd,
  "bg-cnbd-k": (customers) => fitBgCnbdK(customers as readonly TimingWithGaps[]),
  "mbg-cnbd-k": (customers) => fitMbgCnbdK(customers as readonly TimingWithGaps[]),
  "gompertz-nbd": fitGompertzNbd,
};

const USUAL: readonly DailyModel["kind"][] = ["nbd", "bg-nbd", "mbg-nbd", "pareto-nbd", "bg-cnbd-k", "mbg-cnbd-k"];
/** Models in which somebody who bought once has never had a chance to leave. */
const ALWAYS_ALIVE: readonly string[] = ["nbd", "bg-nbd", "bg-cnbd-k"];
const NO_SUPPORT = 10;

/**
 * Fits the candidates for this kind of business and takes, of those whose AIC is within 10 of the lowest [2], the one that
 * forecast the holdout with the smallest root mean squared error, or without a holdout the one of lowest AIC.
 *
 * @throws InvalidInputError for customers and options that cannot be; FitError when no candidate has a maximum.
 *
 * @example
 * const truth = { kind: "mbg-nbd", params: { r: 0.8, alpha: 20, a: 0.8, b: 2.5 } };
 * const customers = simulateHistories(truth, { customers: 2000, days: [100, 400] });
 * const { model, candidates } = chooseModel(customers, { question: "churn" });
 * candidates.length; // => 3
 * model.kind === "bg-nbd"; // => false
 * chooseModel({ survivors: [1000, 869, 743, 653, 593, 551, 517, 491] }, { contractual: true }).candidates.map(({ kind }) => kind).sort();
 * // => ["bdw", "sbg"]
 */
export function chooseModel(
  customers: ContractCohort | readonly ContractCohort[] | readonly Renewals[],
  options: ChooseOptions & { readonly contractual: true },
): ModelChoice<Sbg | Bdw>;
export function chooseModel(
  customers: readonly OpportunityHistory[],
  options: ChooseOptions & { readonly discrete: true; readonly contractual?: false },
): ModelChoice<BgBb>;
export function chooseModel(customers: readonly Choosable[], options?: ChooseOptions): ModelChoice<DailyModel>;
export function chooseModel(
  customers: unknown,
  options: ChooseOptions = {},
): ModelChoice<{ readonly kind: string; readonly params: object }> {
  const { contractual = false, discrete = false, question = "value" } = options;
  if (question !== "value" && question !== "churn") invalid("question", '"value" or "churn"', question);
  if (contractual) {
    const cohorts = customers as ContractCohort;
    return decided([candidate<Sbg | Bdw>("sbg", () => fitSbg(cohorts)), candidate<Sbg | Bdw>("bdw", () => fitBdw(cohorts))], []);
  }
  if (discrete) {
    const note = "BG/BB is the model for occasions; look at its fit with purchaseDistribution before trusting it.";
    return decided([candidate("bg-bb", () => fitBgBb(customers as readonly OpportunityHistory[]))], [note]);
  }
  const histories = customers as readonly Choosable[];
  if (!(Array.isArray(histories) && histories.length > 0)) invalid("customers", "an array with at least one customer", histories);
  assertEach(histories, timingFault);
  const kinds = options.candidates ?? USUAL;
  const unknown = kinds.find((kind) => !Object.hasOwn(FITS, kind));
  if (unknown !== undefined) invalid("candidates", `of ${Object.keys(FITS).join(", ")}`, unknown);
  const hasGaps = histories.every(({ repeats, sumLogGaps }) => repeats === 0 || Number.isFinite(sumLogGaps));
  const asked = kinds.filter((kind) => (hasGaps || !kind.includes("cnbd")) && (question === "value" || !ALWAYS_ALIVE.includes(kind)));
  if (asked.length === 0) invalid("candidates", "at least one kind that answers the question", kinds);
  const holdout = holdoutOf(histories, options.days);
  const notes = hasGaps ? [] : ["Models of regular buyers were left out: gaps are not known, or two purchases fall on one instant."];
  return decided(
    asked.map((kind) => candidate(kind, () => FITS[kind](histories), holdout)),
    notes,
  );
}

type AnyModel = { readonly kind: string; readonly params: object };
type Judge = (model: DailyModel) => Accuracy;

/** Undefined when no customer says what came later. */
function holdoutOf(customers: readonly Choosable[], days: number | undefined): Judge | undefined {
  if (customers.every(({ laterPurchases }) => laterPurchases === undefined)) return undefined;
  if (days === undefined) invalid("days", "the length of the holdout, as customers have laterPurchases", days);
  checkPositive("days", days, "number of days");
  assertEach(customers, ({ laterPurchases }) =>
    laterPurchases === undefined
      ? ["laterPurchases", "given for all customers or for none", laterPurchases]
      : countFault("laterPurchases", laterPurchases),
  );
  const outcomes = customers as readonly Outcome[];
  return (model) =>
    accuracy(
      Float64Array.from(customers, (customer) => expectedPurchases(model, customer, days)),
      outcomes,
    );
}

function candidate<Model extends AnyModel>(kind: Model["kind"], learn: () => Fit<Model>, judge?: Judge): Candidate<Model> {
  const none = { aicExcess: undefined, bicExcess: undefined };
  try {
    const model = learn();
    return { kind, model, ...none, holdout: judge?.(model as unknown as DailyModel) };
  } catch (error) {
    if (!(error instanceof FitError)) throw error;
    return { kind, model: undefined, ...none, holdout: undefined };
  }
}

function decided<Model extends AnyModel>(tried: readonly Candidate<Model>[], remarks: readonly string[]): ModelChoice<Model> {
  const fitted = tried.flatMap(({ model }) => (model === undefined ? [] : [model]));
  if (fitted.length === 0) throw new FitError(`no maximum of the likelihood for ${tried.map(({ kind }) => kind).join(", ")}`, undefined);
  const aic = Math.min(...fitted.map((model) => model.aic));
  const bic = Math.min(...fitted.map((model) => model.bic));
  const candidates = tried
    .map((one) => (one.model === undefined ? one : { ...one, aicExcess: one.model.aic - aic, bicExcess: one.model.bic - bic }))
    .sort((left, right) => (left.aicExcess ?? Number.MAX_VALUE) - (right.aicExcess ?? Number.MAX_VALUE));
  const supported = candidates.filter(({ aicExcess }) => aicExcess !== undefined && aicExcess <= NO_SUPPORT);
  const best = supported.reduce((least, one) => (forecastBetter(one, least) ? one : least));
  return { model: best.model!, candidates, notes: [...notesOn(candidates, supported, best), ...remarks, ...best.model!.notes] };
}

/** By more than rounding: between equals, such as BG/NBD and BG/CNBD-1, the lower AIC decides. */
function forecastBetter<Model extends AnyModel>(one: Candidate<Model>, than: Candidate<Model>): boolean {
  return one.holdout !== undefined && one.holdout.rmse < than.holdout!.rmse * (1 - 1e-6);
}

function notesOn<Model extends AnyModel>(
  candidates: readonly Candidate<Model>[],
  supported: readonly Candidate<Model>[],
  best: Candidate<Model>,
): string[] {
  const failed = candidates.filter(({ model }) => model === undefined).map(({ kind }) => kind);
  const other = candidates.find((one) => forecastBetter(one, best));
  return [
    supported.length === 1 || best.holdout === undefined
      ? `${best.kind} has the lowest AIC${candidates.length > 1 && candidates[1]!.aicExcess !== undefined ? `, ${candidates[1]!.aicExcess.toFixed(1)} below ${candidates[1]!.kind}` : ""}.`
      : `Of ${supported.map(({ kind }) => kind).join(", ")}, which the likelihood supports, ${best.kind} forecast the holdout best.`,
    ...(other === undefined
      ? []
      : [
          `${other.kind} forecast the holdout better still, but the likelihood speaks against it by ${other.aicExcess!.toFixed(1)} of AIC.`,
        ]),
    ...(failed.length > 0 ? [`No maximum for ${failed.join(", ")}.`] : []),
  ];
}
