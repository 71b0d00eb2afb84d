/** How sure the totals are. */
import {
  bootstrap,
  type DailyModel,
  fitGammaGamma,
  fitLogNormalSpend,
  type PurchaseHistory,
  type TotalInterval,
  totalInterval,
} from "../index.js";
import { FITS, type Fitted } from "./clv-choice.js";
import type { FittedSpend } from "./clv-models.js";
import { plural } from "./table.js";

const TIMING = ["repeats", "lastPurchaseAge", "age", "sumLogGaps"] as const;
const SAMPLES = 30;
/** With fewer samples nothing can be said. */
const LEAST = 15;

/** By the delta method, or where a model is on a boundary by the bootstrap. A sentence where there is no interval. */
export function intervalOf(
  model: Fitted,
  histories: readonly PurchaseHistory[],
  days: number,
  spend?: FittedSpend,
): TotalInterval | string {
  const spendDraws =
    spend !== undefined && spend.covariance === undefined
      ? bootstrap(
          histories,
          (customers, options): FittedSpend => (spend.kind === "gamma-gamma" ? fitGammaGamma : fitLogNormalSpend)(customers, options),
          { repeats: SAMPLES, reads: ["repeats", "meanSpend"] },
        )
      : undefined;
  if (spendDraws !== undefined && spendDraws.models.length < LEAST) return none(spend!.kind, spendDraws.failed);
  const draws =
    model.covariance === undefined
      ? bootstrap(histories, (customers, { weights }): DailyModel => FITS[model.kind](customers, { weights }), {
          repeats: SAMPLES,
          reads: TIMING,
        })
      : undefined;
  if (draws !== undefined && draws.models.length < LEAST) return none(model.kind, draws.failed);
  return totalInterval<Fitted, FittedSpend>(model, histories, days, {
    ...(spend && { spend }),
    ...(draws && { draws: draws.models }),
    ...(spendDraws && { spendDraws: spendDraws.models }),
  });
}

/** Of purchases in the holdout; for a model on a boundary by chance alone. */
export function testInterval(model: Fitted, histories: readonly PurchaseHistory[], days: number): TotalInterval {
  return totalInterval<Fitted>(model, histories, days, model.covariance === undefined ? { draws: [model] } : {});
}

function none(kind: string, failed: number): string {
  return `no interval: ${kind} could not be learned from ${failed} of ${plural(SAMPLES, "sample")} of the customers; there are too few who bought again`;
}
