/** Which of the candidates is used, and that it can be learned again from all of the file. */
import {
  type Candidate,
  type DailyModel,
  FitError,
  type FitReport,
  fitBgCnbdK,
  fitBgNbd,
  fitGompertzNbd,
  fitMbgCnbdK,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  type ModelChoice,
  type PurchaseHistory,
} from "../index.js";
import { badFile } from "./mistakes.js";
import { plural } from "./table.js";

export type Fitted = DailyModel & FitReport;

/** Fewer repeaters, or purchases in the holdout, than this are chance: no forecast is better than another by them. */
export const FEW = 10;
const SLIGHT = 0.02;
const ENDLESS = 1e9;
/** As in chooseModel: an AIC further above the lowest leaves no support. */
const NO_SUPPORT = 10;

export const FITS: Readonly<
  Record<
    DailyModel["kind"],
    (customers: readonly PurchaseHistory[], options?: { readonly weights?: Float64Array; readonly maxIterations?: number }) => Fitted
  >
> = {
  nbd: fitNbd,
  "bg-nbd": fitBgNbd,
  "mbg-nbd": fitMbgNbd,
  "pareto-nbd": fitParetoNbd,
  "bg-cnbd-k": fitBgCnbdK,
  "mbg-cnbd-k": fitMbgCnbdK,
  "gompertz-nbd": fitGompertzNbd,
};

export interface Chosen {
  readonly model: Fitted;
  /** The supported ones, the best first. */
  readonly order: readonly Candidate<DailyModel>[];
  readonly notes: readonly string[];
}

/**
 * Of the candidates that the likelihood supports the best forecast; one on a boundary only where it is better by more than 2 %.
 * A Pareto/NBD that runs to infinity is the last resort. Where few bought again, or hardly anybody in the holdout, the lowest AIC, and one on a boundary only if there is no other.
 */
export function picked(choice: ModelChoice<DailyModel>, laterPurchases?: number): Chosen {
  const { model, candidates } = choice;
  const supported = candidates.filter(({ aicExcess }) => aicExcess !== undefined && aicExcess <= NO_SUPPORT);
  const isChance = model.repeaters < FEW || (laterPurchases ?? FEW) < FEW;
  const badness = ({ model: one, aicExcess, holdout }: Candidate<DailyModel>): number => {
    const isBounded = one!.boundary.length > 0;
    // the distribution of its purchases takes seconds a customer there
    if (isEndless(one!)) return ENDLESS + aicExcess!;
    if (isChance) return aicExcess! + (isBounded ? NO_SUPPORT : 0);
    return holdout === undefined ? aicExcess! + (isBounded ? 2 : 0) : holdout.rmse * (isBounded ? 1 + SLIGHT : 1);
  };
  const order = [...supported].sort((left, right) => badness(left) - badness(right));
  const best = order[0]!.model!;
  const remarks = choice.notes.filter((note) => !model.notes.includes(note));
  if (best.kind === model.kind) return { model: best, order, notes: [...remarks, ...best.notes] };
  const why =
    best.boundary.length === 0 && model.boundary.length > 0
      ? `a parameter of ${model.kind} runs to a boundary`
      : `there is too little in the holdout to choose by, so it was the lowest AIC`;
  return { model: best, order, notes: [`${best.kind} was taken, not ${model.kind}: ${why}.`, ...remarks.slice(1), ...best.notes] };
}

function isEndless({ kind, boundary }: Pick<FitReport, "boundary"> & { readonly kind: string }): boolean {
  return kind === "pareto-nbd" && boundary.some(({ towards }) => towards === "infinity");
}

/** The first of the candidates that has a maximum on all of the file. */
export function relearned(
  histories: readonly PurchaseHistory[],
  order: readonly Candidate<DailyModel>[],
): { model: Fitted; notes: string[] } {
  for (const [place, { kind }] of order.entries()) {
    try {
      const model = FITS[kind](histories);
      if (isEndless(model) && place + 1 < order.length) continue;
      const notes = place === 0 ? [] : [`${order[0]!.kind} has no maximum inside on all of the file: ${kind} was learned instead.`];
      return { model, notes };
    } catch (error) {
      if (!(error instanceof FitError)) throw error;
    }
  }
  return badFile(
    `No model can be learned from all of the file, with ${plural(histories.filter(({ repeats }) => repeats > 0).length, "customer")} who bought again. Are there enough?`,
  );
}
