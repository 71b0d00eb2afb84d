/** `regulars clv`: which model, how good it is, and what customers are worth by it. */
import {
  bootstrap,
  chooseModel,
  type DailyModel,
  type Evaluation,
  evaluate,
  type FitReport,
  fitGammaGamma,
  fitLogNormalSpend,
  fitSeason,
  holdout,
  type Ledger,
  type ModelChoice,
  type PurchaseHistory,
  parameterDraws,
  purchaseHistories,
  spendIndependence,
  type TotalInterval,
  totalInterval,
} from "../index.js";
import type { Arguments } from "./args.js";
import { askedKinds, chosen, described, type FittedSpend, spendOf, topCustomers, VALUE_COLUMNS, valueRow, valuesOf } from "./clv-models.js";
import { badFile, wrongUsage } from "./mistakes.js";
import { writeRows } from "./output.js";
import { grouped, money, percent, plural, table } from "./table.js";

type Fitted = DailyModel & FitReport;

/** The paragraphs: comparison, holdout, values. */
export async function clvReport(ledger: Ledger, asOf: string, args: Arguments): Promise<string[]> {
  const { days = 365, margin = 1 } = args;
  const held = splitOf(ledger, asOf, args);
  const choice = chosen(held.customers, { ...askedKinds(args), days: held.days });
  const evaluation = evaluate<DailyModel>(choice.model, held.customers, { days: held.days });

  const histories = purchaseHistories(ledger, { asOf });
  const purchases = chosen(histories, { candidates: [choice.model.kind] }).model as Fitted;
  const spend = spendOf(histories);
  const values = valuesOf({ purchases, spend }, histories, asOf, args);
  if (args.out !== undefined) await writeRows(args.out, VALUE_COLUMNS, values.map(valueRow));
  const predicted = values.reduce((sum, { predictedClv }) => sum + predictedClv, 0);
  const historic = values.reduce((sum, { historicClv }) => sum + historicClv, 0);
  const total = intervalOf(purchases, spend, histories, days);
  // the interval is of undiscounted revenue; margin and discount scale it
  const scale = total.expected > 0 ? predicted / total.expected : margin;
  const notes = [
    ...choice.notes,
    ...evaluation.notes,
    ...purchases.notes,
    ...spend.notes,
    ...spendIndependence(histories, { spend }).notes,
    ...fitSeason(ledger, purchases, { asOf }).notes,
  ];
  return [
    `Models learned up to ${held.at}, tested on the ${grouped(held.days)} days after it (--holdout-days to change)`,
    comparison(choice),
    `${choice.model.kind} beside three rules of thumb`,
    rivals(evaluation),
    `Purchases in the holdout, by repeat purchases before it`,
    byRepeats(evaluation),
    ...(held.newcomers === 0 ? [] : [`Not forecast: ${plural(held.newcomers, "customer")} who came later.`]),
    `Learned again from all of the file\n${described(purchases)}\n${described(spend)}`,
    [
      `Value so far          ${money(historic)}`,
      `Value in ${grouped(days)} days     ${money(predicted)}, with 95 % between ${money(total.both[0] * scale)} and ${money(total.both[1] * scale)}`,
      `  from parameters     ± ${money(1.96 * total.parametersDeviation * scale)}`,
      `  from chance         ± ${money(1.96 * total.purchasesDeviation * scale)}`,
    ].join("\n"),
    topCustomers(values, days),
    [...new Set(notes)].map((note) => `Note: ${note}`).join("\n"),
  ];
}

/** The last third, at most a year, is held out. */
function splitOf(ledger: Ledger, asOf: string, { holdoutDays }: Arguments) {
  const end = Date.parse(asOf) / DAY;
  const first = Date.parse(ledger.report.firstDay!) / DAY;
  const days = holdoutDays ?? Math.max(1, Math.min(365, Math.floor((end - first) / 3)));
  if (!(Number.isInteger(days) && days > 0)) wrongUsage(`--holdout-days is a whole number of days, not "${holdoutDays}".`);
  if (end - days < first)
    badFile(`A holdout of ${plural(days, "day")} leaves nothing to learn from: the file begins on ${ledger.report.firstDay}.`);
  const at = new Date((end - days) * DAY).toISOString().slice(0, 10);
  const { customers, newcomers } = holdout(ledger, { at, until: asOf });
  if (customers.length === 0) badFile(`Nobody had bought anything by ${at}. Give fewer --holdout-days.`);
  return { days, at, customers, newcomers: newcomers.customers };
}

const DAY = 86_400_000;

/** By the delta method, or where a model is on a boundary by the bootstrap. */
function intervalOf(purchases: Fitted, spend: FittedSpend, histories: readonly PurchaseHistory[], days: number): TotalInterval {
  if (purchases.covariance !== undefined && spend.covariance !== undefined) return totalInterval(purchases, histories, days, { spend });
  const refit = (customers: readonly PurchaseHistory[], weights: Float64Array): DailyModel =>
    chooseModel(weighted(customers, weights), { candidates: [purchases.kind] }).model;
  const draws =
    purchases.covariance === undefined
      ? bootstrap(histories, (customers, { weights }) => refit(customers, weights), { repeats: 40, reads: TIMING }).models
      : parameterDraws(purchases, { draws: 100 });
  const spendDraws =
    spend.covariance === undefined
      ? bootstrap(
          histories,
          (customers, options) => (spend.kind === "gamma-gamma" ? fitGammaGamma : fitLogNormalSpend)(customers, options),
          {
            repeats: 40,
            reads: ["repeats", "meanSpend"],
          },
        ).models
      : parameterDraws(spend, { draws: 100 });
  return totalInterval(purchases, histories, days, { spend, draws: draws as readonly DailyModel[], spendDraws: spendDraws as never });
}

const TIMING = ["repeats", "lastPurchaseAge", "age", "sumLogGaps"] as const;

/** Customers as often as their weights say. */
function weighted(customers: readonly PurchaseHistory[], weights: Float64Array): PurchaseHistory[] {
  return customers.flatMap((customer, i) => new Array<PurchaseHistory>(weights[i]!).fill(customer));
}

function comparison({ model, candidates }: ModelChoice<DailyModel>): string {
  const number = (value: number | undefined, decimals: number): string => (value === undefined ? "" : grouped(value, decimals));
  return table([
    { title: "Model", cells: candidates.map(({ kind }) => (kind === model.kind ? `${kind} *` : kind)) },
    {
      title: "Log-likelihood",
      cells: candidates.map((one) => (one.model === undefined ? "no maximum" : grouped(one.model.logLikelihood, 2))),
      right: true,
    },
    { title: "AIC above", cells: candidates.map(({ aicExcess }) => number(aicExcess, 1)), right: true },
    { title: "BIC above", cells: candidates.map(({ bicExcess }) => number(bicExcess, 1)), right: true },
    { title: "Holdout total", cells: candidates.map((one) => number(one.holdout?.total, 0)), right: true },
    { title: "Error", cells: candidates.map((one) => percent(one.holdout?.totalError)), right: true },
    { title: "RMSE", cells: candidates.map((one) => number(one.holdout?.rmse, 4)), right: true },
    { title: "Rank corr.", cells: candidates.map((one) => number(one.holdout?.spearman, 3)), right: true },
  ]);
}

function rivals({ forecasts, actual, winner }: Evaluation): string {
  const number = (value: number | undefined, decimals: number): string => (value === undefined ? "" : grouped(value, decimals));
  const text = table([
    { title: "Forecast", cells: forecasts.map(({ name }) => name) },
    { title: "Total", cells: forecasts.map(({ total }) => grouped(total)), right: true },
    { title: "Error", cells: forecasts.map(({ totalError }) => percent(totalError)), right: true },
    { title: "MAE", cells: forecasts.map(({ mae }) => grouped(mae, 4)), right: true },
    { title: "RMSE", cells: forecasts.map(({ rmse }) => grouped(rmse, 4)), right: true },
    { title: "MAPE", cells: forecasts.map(({ mape }) => percent(mape)), right: true },
    { title: "Rank corr.", cells: forecasts.map(({ spearman }) => number(spearman, 3)), right: true },
    { title: "Top tenth", cells: forecasts.map(({ topDecileCapture }) => percent(topDecileCapture)), right: true },
    { title: "Wins", cells: forecasts.map(({ wins }) => String(wins.length)), right: true },
  ]);
  return `${text}\nActual ${grouped(actual)}. Most wins: ${winner}.`;
}

function byRepeats({ byRepeats: bands }: Evaluation): string {
  return table([
    { title: "Repeats", cells: bands.map(({ repeats }) => (repeats === bands.length - 1 ? `${repeats}+` : String(repeats))) },
    { title: "Customers", cells: bands.map(({ customers }) => grouped(customers)), right: true },
    { title: "Actual", cells: bands.map(({ actual }) => grouped(actual, 3)), right: true },
    { title: "Forecast", cells: bands.map(({ forecast }) => grouped(forecast, 3)), right: true },
  ]);
}
