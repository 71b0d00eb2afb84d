/** What each customer of `regulars churn` is worth, why they may leave, and whether winning them back pays. */
import {
  type ChurnModel,
  type ChurnPoint,
  type ChurnReason,
  churnReasons,
  customerValueTable,
  FitError,
  fitMbgNbd,
  type Ledger,
  purchaseHistories,
  type WinBackList,
  winBackList,
} from "../index.js";
import type { Arguments } from "./args.js";
import { spendOf } from "./clv-models.js";
import { UserMistake, wrongUsage } from "./mistakes.js";
import { grouped, percent, plural } from "./table.js";

export interface LeavingCustomer {
  readonly customerId: string;
  readonly probability: number;
  /** Money of the days ahead, if the customer buys in them at all. */
  readonly value: number;
  readonly reasons: readonly ChurnReason[];
}

/** A forest's reasons take long: only of so many customers, those with the most money at risk. */
const MOST_EXPLAINED = 500;

interface Scored {
  readonly points: readonly ChurnPoint[];
  readonly probabilities: Float64Array;
  readonly model: ChurnModel;
}

export function leavingCustomers(
  ledger: Ledger,
  asOf: string,
  { points, probabilities, model }: Scored,
  args: Arguments,
): { readonly rows: LeavingCustomer[]; readonly worth: string; readonly notes: string[] } {
  const { values, worth } = valuesAtStake(ledger, asOf, args);
  const rows = points.map(({ customerId, point }, i) => ({
    customerId,
    point,
    probability: probabilities[i]!,
    value: values.get(customerId) ?? 0,
  }));
  const most = model.kind === "churn-forest" ? MOST_EXPLAINED : rows.length;
  const atRisk = rows.map(({ probability, value }) => probability * value);
  const explained = new Set(
    Array.from(rows.keys())
      .sort((i, j) => atRisk[j]! - atRisk[i]!)
      .slice(0, most),
  );
  return {
    rows: rows.map(({ point, ...row }, i) => ({ ...row, reasons: explained.has(i) ? churnReasons(model, point) : [] })),
    worth,
    notes: [
      "A customer who leaves by the horizon may come back later unasked: what is at risk is at most what is shown.",
      ...(most < rows.length
        ? [`Reasons of a forest take long: given for the ${plural(most, "customer")} with the most money at risk.`]
        : []),
    ],
  };
}

/**
 * What a customer brings in the days ahead who buys in them at all: the model's expectation ÷ its probability of a purchase. Where no
 * model can be learned, one average order.
 */
function valuesAtStake(
  ledger: Ledger,
  asOf: string,
  { days = 365, margin = 1 }: Arguments,
): { values: Map<string, number>; worth: string } {
  const histories = purchaseHistories(ledger, { asOf });
  const share = margin === 1 ? "" : ` at a margin of ${percent(margin)}`;
  try {
    const table = customerValueTable({ purchases: fitMbgNbd(histories), spend: spendOf(histories) }, histories, { asOf, days, margin });
    return {
      values: new Map(
        table.map(({ customerId, predictedClv, churnProbability, averageOrderValue }) => [
          customerId,
          churnProbability < 1 ? predictedClv / (1 - churnProbability) : averageOrderValue * margin,
        ]),
      ),
      worth: `Worth: revenue of the next ${plural(days, "day")}${share}, if they buy at all (mbg-nbd and ${spendOf(histories).kind}).`,
    };
  } catch (error) {
    if (!(error instanceof FitError || error instanceof UserMistake)) throw error;
    return {
      values: new Map(histories.map(({ customerId, meanSpendAll }) => [customerId, margin * meanSpendAll])),
      worth: `Worth: one average order${share}, as there are too few repeat purchases to forecast.`,
    };
  }
}

export interface RankedList extends WinBackList {
  /** Rank by customer. */
  readonly ranks: ReadonlyMap<string, number>;
  /** Whether an offer was reckoned with; else the gain is the money at risk. */
  readonly offer: { readonly cost: number; readonly acceptance: number } | undefined;
}

/** By expected gain; without an offer by money at risk. */
export function winBack(rows: readonly LeavingCustomer[], { offerCost, acceptance, budget }: Arguments): RankedList {
  if (offerCost !== undefined && !(offerCost >= 0)) wrongUsage(`--offer-cost is 0 or more, not ${grouped(offerCost, 2)}.`);
  if (acceptance !== undefined && !(acceptance >= 0 && acceptance <= 1)) wrongUsage(`--acceptance is from 0 to 1, not ${acceptance}.`);
  if (budget !== undefined && offerCost === undefined) wrongUsage("--budget needs --offer-cost and --acceptance.");
  if (budget !== undefined && !(budget >= 0)) wrongUsage(`--budget is 0 or more, not ${grouped(budget, 2)}.`);
  const offer = acceptance === undefined ? undefined : { cost: offerCost!, acceptance };
  const list = winBackList(rows, { ...(offer ?? { acceptance: 1, cost: 0 }), ...(budget !== undefined && { budget }) });
  return { ...list, offer, ranks: new Map(list.rows.map(({ customerId, rank }) => [customerId, rank])) };
}
