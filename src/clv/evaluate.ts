/**
 * Is the model any good? What it forecast for the holdout beside what came, and beside three forecasts that need no model.
 *
 * - [1] Fader, P. S., Hardie, B. G. S. & Lee, K. L. (2005). "Counting your customers" the easy way. Marketing Science 24(2):
 *   holdout purchases by frequency in calibration.
 * - [2] Wübben & von Wangenheim (2008), as in `baselines.ts`.
 */
import { invalid } from "../errors.js";
import { checkPositive } from "../math/checks.js";
import type { DateLike } from "../transactions/day.js";
import { type Accuracy, accuracy, bandsByRepeats, LAST_BAND } from "./accuracy.js";
import { hiatusHeuristic, lastPeriod, ownRate, usualHiatus } from "./baselines.js";
import { assertEach, checkCustomers, countFault } from "./customer-columns.js";
import { type CustomerOf, expectedPurchases, purchaseDistribution } from "./model.js";
import { expectedPurchasesInSeason, type Season } from "./season-index.js";
import type { DailyModel } from "./value.js";

/** A history with what came after it; `holdout` makes them. Without `earlierRepeats` the last period is no rival. */
export type HeldOut<Model extends DailyModel = DailyModel> = CustomerOf<Model> & {
  readonly laterPurchases: number;
  readonly earlierRepeats?: number;
};

export interface EvaluateOptions {
  /** Length of the holdout. */
  readonly days: number;
  /** The silence after which the hiatus heuristic gives a customer up. The 9th decile of the repeaters' mean gaps. */
  readonly hiatusDays?: number;
  /** Multiplies what the model expects of each day after `asOf`, the last day of calibration. The histogram stays the model's own. */
  readonly inSeason?: { readonly season: Season; readonly asOf: DateLike; readonly timeZone?: string };
}

export type ForecastName = "model" | "last period" | "own rate" | "hiatus";

/** What "better" means: smallest bias (in absolute value), mae, rmse and mape, largest spearman and top-decile capture. */
export type Measure = "bias" | "mae" | "rmse" | "mape" | "spearman" | "topDecileCapture";

export interface Forecast extends Accuracy {
  readonly name: ForecastName;
  /** The measures in which nobody is better. */
  readonly wins: readonly Measure[];
}

/** Some customers, and purchases of one of them in the mean. */
export interface CalibrationBand {
  readonly customers: number;
  readonly forecast: number;
  readonly actual: number;
}

export interface Evaluation {
  readonly customers: number;
  readonly days: number;
  /** Σ purchases in the holdout. */
  readonly actual: number;
  /** The model, then its rivals: one row each. */
  readonly forecasts: readonly Forecast[];
  /** Who wins in most measures; the model only when no rival wins in as many. */
  readonly winner: ForecastName;
  /** Ten bands of customers by forecast, the lowest first: a calibrated model has equal means in each. */
  readonly calibration: readonly CalibrationBand[];
  /** Those with 0, 1 … 6 and 7 or more repeats before [1]. */
  readonly byRepeats: readonly (CalibrationBand & { readonly repeats: number })[];
  /** How many customers made 0, 1 … 6 and 7 or more purchases in the holdout, and how many the model had expected to. */
  readonly histogram: readonly { readonly purchases: number; readonly actual: number; readonly model: number }[];
  readonly hiatusDays: number;
  readonly notes: readonly string[];
}

const MEASURES: Readonly<Record<Measure, 1 | -1>> = { bias: 1, mae: 1, rmse: 1, mape: 1, spearman: -1, topDecileCapture: -1 };

/**
 * A model against the holdout and against three rivals: the last period again, everybody at their own mean rate, and the hiatus
 * heuristic [2]. Fit the model on the same histories, never on the holdout.
 *
 * @throws InvalidInputError for no customers, and for counts or days that cannot be.
 *
 * @example
 * const rows = simulateShop(EXAMPLE_SHOP, { customers: 500, days: 730, arrivals: 365 });
 * const { customers } = holdout(rows, { at: "2025-12-31", until: "2026-06-29" });
 * const { forecasts, winner, byRepeats } = evaluate(fitMbgNbd(customers), customers, { days: 180 });
 * forecasts.map(({ name }) => name); // => ["model", "last period", "own rate", "hiatus"]
 * byRepeats.length; // => 8
 * winner; // => "model"
 */
export function evaluate<Model extends DailyModel>(
  model: Model,
  customers: readonly HeldOut<Model>[],
  options: EvaluateOptions,
): Evaluation {
  const { days } = options;
  checkOutcomes(customers, days);
  const hiatusDays = options.hiatusDays ?? usualHiatus(customers);
  if (!(hiatusDays >= 0)) invalid("hiatusDays", "a number of days, 0 or more", hiatusDays);
  const { inSeason } = options;
  const predicted = Float64Array.from(customers, (customer) =>
    inSeason === undefined
      ? expectedPurchases<DailyModel>(model, customer, days)
      : expectedPurchasesInSeason<DailyModel>(model, customer, days, inSeason),
  );
  const forecasts = ranked(
    [
      ["model", predicted],
      ["last period", lastPeriod(customers)],
      ["own rate", ownRate(customers, days)],
      ["hiatus", hiatusHeuristic(customers, days, hiatusDays)],
    ],
    customers,
  );
  const actual = customers.reduce((sum, { laterPurchases }) => sum + laterPurchases, 0);
  const most = Math.max(...forecasts.slice(1).map(({ wins }) => wins.length));
  const rival = forecasts.slice(1).find(({ wins }) => wins.length === most)!;
  const winner = forecasts[0]!.wins.length > most ? forecasts[0]! : rival;
  return {
    customers: customers.length,
    days,
    actual,
    forecasts,
    winner: winner.name,
    calibration: tenBands(predicted, customers),
    byRepeats: bandsByRepeats(predicted, customers).map((band, repeats) => ({ repeats, ...mean(band) })),
    histogram: histogram(model, customers, days),
    hiatusDays,
    notes: notesOn(actual, winner.name, forecasts[0]!, customers.length),
  };
}

function checkOutcomes(customers: readonly HeldOut[], days: number): void {
  checkCustomers(customers);
  checkPositive("days", days, "number of days");
  assertEach(customers, ({ laterPurchases }) => countFault("laterPurchases", laterPurchases));
}

/** Who wins each measure. What is undefined for one forecast it cannot win; equal figures all win. */
function ranked(entries: readonly (readonly [ForecastName, Float64Array | undefined])[], customers: readonly HeldOut[]): Forecast[] {
  const rows = entries.flatMap(([name, forecast]) => (forecast === undefined ? [] : [{ name, ...accuracy(forecast, customers) }]));
  const badness = (row: Accuracy, measure: Measure): number => {
    const value = row[measure];
    return value === undefined ? Number.POSITIVE_INFINITY : MEASURES[measure] * (measure === "bias" ? Math.abs(value) : value);
  };
  const measures = Object.keys(MEASURES) as Measure[];
  const least = new Map(measures.map((measure) => [measure, Math.min(...rows.map((row) => badness(row, measure)))]));
  return rows.map((row) => ({
    ...row,
    wins: measures.filter((measure) => least.get(measure)! < Number.POSITIVE_INFINITY && badness(row, measure) === least.get(measure)),
  }));
}

function tenBands(forecast: Float64Array, customers: readonly HeldOut[]): CalibrationBand[] {
  const order = Uint32Array.from(forecast, (_, i) => i).sort((a, b) => forecast[a]! - forecast[b]!);
  const bands = Array.from({ length: 10 }, () => ({ forecast: 0, actual: 0, customers: 0 }));
  order.forEach((i, place) => {
    const band = bands[Math.floor((10 * place) / order.length)]!;
    band.forecast += forecast[i]!;
    band.actual += customers[i]!.laterPurchases;
    band.customers++;
  });
  return bands.filter((band) => band.customers > 0).map(mean);
}

function mean({ forecast, actual, customers }: { forecast: number; actual: number; customers: number }): CalibrationBand {
  const n = Math.max(1, customers);
  return { customers, forecast: forecast / n, actual: actual / n };
}

function histogram(model: DailyModel, customers: readonly HeldOut[], days: number): Evaluation["histogram"] {
  const bins = Array.from({ length: LAST_BAND + 1 }, (_, purchases) => ({ purchases, actual: 0, model: 0 }));
  for (const customer of customers) {
    bins[Math.min(LAST_BAND, customer.laterPurchases)]!.actual++;
    const { p, tail } = purchaseDistribution<DailyModel>(model, customer, days, { length: LAST_BAND });
    p.forEach((share, n) => {
      bins[n]!.model += share;
    });
    bins[LAST_BAND]!.model += tail;
  }
  return bins;
}

/** A total so far off, and a rank correlation so near to none, are not left without a word. */
const FAR = 0.25;
const NO_SKILL = 0.05;

function notesOn(actual: number, winner: ForecastName, { totalError, spearman, topDecileCapture }: Forecast, customers: number): string[] {
  const isFar = totalError !== undefined && Math.abs(totalError) > FAR;
  const isBlind = spearman !== undefined && Math.abs(spearman) < NO_SKILL;
  const isUseless = actual > 0 && customers >= 10 && (isBlind || (topDecileCapture !== undefined && topDecileCapture <= 0.1));
  return [
    ...(isFar
      ? [
          `The total is ${(100 * Math.abs(totalError)).toFixed(0)} % too ${totalError > 0 ? "high" : "low"}: what this model says of sums is not to be relied on. Has the shop changed?`,
        ]
      : []),
    ...(isUseless
      ? [
          "Who buys is not foretold: the tenth of customers with the highest forecast bought no more than any other tenth, or forecast and outcome have no rank in common.",
        ]
      : []),
    ...(actual === 0
      ? ["Nobody bought in the holdout: only the errors say anything. Is it the right stretch of time, and does the file go that far?"]
      : []),
    ...(actual > 0 && winner !== "model"
      ? [
          `"${winner}" wins in at least as many measures as the model. Try other models (chooseModel), look for a season, or use the simple rule.`,
        ]
      : []),
  ];
}
