/** `regulars clv`: which model, how good it is, and what customers are worth by it. */
import {
  type DailyModel,
  type Evaluation,
  evaluate,
  fitSeason,
  holdout,
  type Ledger,
  type ModelChoice,
  purchaseHistories,
  spendIndependence,
  type TotalInterval,
  tracking,
} from "../index.js";
import type { Arguments } from "./args.js";
import { FEW, type Fitted, picked, relearned } from "./clv-choice.js";
import { intervalOf, testInterval } from "./clv-interval.js";
import { askedKinds, chosen, described, spendOf, topCustomers, VALUE_COLUMNS, valueRow, valuesOf } from "./clv-models.js";
import { badFile, wrongUsage } from "./mistakes.js";
import { silenceNotes } from "./model-file.js";
import { writeRows } from "./output.js";
import { grouped, money, percent, plural, table } from "./table.js";

/** The paragraphs: comparison, holdout, values. */
export async function clvReport(ledger: Ledger, asOf: string, args: Arguments): Promise<string[]> {
  const { days = 365, margin = 1 } = args;
  const held = splitOf(ledger, asOf, args);
  const choice = chosen(held.customers, { ...askedKinds(args), days: held.days });
  const later = held.customers.reduce((sum, { laterPurchases }) => sum + laterPurchases, 0);
  const pick = picked(choice, later);
  const evaluation = evaluate<DailyModel>(pick.model, held.customers, { days: held.days });

  const histories = purchaseHistories(ledger, { asOf });
  const spend = spendOf(histories);
  const { model: purchases, notes: relearning } = relearned(histories, pick.order);
  const values = valuesOf({ purchases, spend }, histories, asOf, args);
  if (args.out !== undefined) await writeRows(args.out, VALUE_COLUMNS, values.map(valueRow));
  const predicted = values.reduce((sum, { predictedClv }) => sum + predictedClv, 0);
  const historic = values.reduce((sum, { historicClv }) => sum + historicClv, 0);
  const total = intervalOf(purchases, histories, days, spend);
  const proof = proofOf(testInterval(pick.model, held.customers, held.days), evaluation);
  const notes = [
    ...pick.notes,
    ...relearning,
    ...proof.notes,
    ...silenceNotes(asOf, ledger.report.lastDay),
    ...evaluation.notes,
    ...purchases.notes,
    ...spend.notes,
    ...spendIndependence(histories, { spend }).notes,
    ...seasonNotesOf(ledger, purchases, asOf),
  ];
  return [
    `Models learned up to ${held.at}, tested on the ${grouped(held.days)} days after it (--holdout-days to change)`,
    `${comparison(choice, pick.model)}\nThe holdout chose among them and is the test below too, so the test is a little kind to the winner.`,
    `${pick.model.kind} beside three rules of thumb`,
    `${rivals(evaluation)}\n${proof.line}`,
    `Purchases in the holdout, by repeat purchases before it`,
    byRepeats(evaluation),
    ...tracked(pick.model, ledger, held.at, asOf),
    ...(held.newcomers === 0 ? [] : [`Not forecast: ${plural(held.newcomers, "customer")} who came later.`]),
    `Learned again from all of the file\n${described(purchases)}\n${described(spend)}`,
    [
      `Value so far          ${money(historic)}`,
      ...valueLines(total, predicted, days, margin),
      `  by the ${plural(histories.length, "customer")} in this file; new ones are not counted`,
      ...(purchases.repeaters < FEW
        ? [
            `  Too few customers to value: ${plural(purchases.repeaters, "customer")} bought again, so these figures are hardly more than a guess.`,
          ]
        : []),
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

/** The value with its interval. That is of undiscounted revenue; margin and discount scale it. */
function valueLines(total: TotalInterval | string, predicted: number, days: number, margin: number): string[] {
  const label = `Value in ${grouped(days)} days     ${money(predicted)}`;
  if (typeof total === "string") return [`${label}, ${total}`];
  const scale = total.expected > 0 ? predicted / total.expected : margin;
  const { both, parametersDeviation, purchasesDeviation } = total;
  const chance =
    purchasesDeviation === undefined
      ? "no deviation: so large orders are likely that it is infinite"
      : `± ${money(1.96 * purchasesDeviation * scale)}`;
  return [
    `${label}, with 95 % between ${money(both[0] * scale)} and ${money(both[1] * scale)}`,
    `  from parameters     ± ${money(1.96 * parametersDeviation * scale)}`,
    `  from chance         ${chance}`,
  ];
}

/** The total of the holdout beside its interval, and what follows when it lies outside. */
function proofOf({ expected, both }: TotalInterval, { actual }: Evaluation): { line: string; notes: string[] } {
  const [low, high] = [Math.floor(both[0]), Math.ceil(both[1])];
  const line = `The model expected ${grouped(expected)} purchases, with 95 % between ${grouped(low)} and ${grouped(high)}; ${grouped(actual)} came.`;
  if (actual >= low && actual <= high) return { line, notes: [] };
  const missed = actual > 0 ? ` by ${percent(Math.abs(expected / actual - 1))}, ${expected > actual ? "too high" : "too low"}` : "";
  return {
    line,
    notes: [`The model missed the test${missed}: the interval of the value holds only if the model is right, and here it was not.`],
  };
}

/** The season of the file is looked for; the figures of this command know none. */
function seasonNotesOf(ledger: Ledger, model: DailyModel, asOf: string): string[] {
  return fitSeason(ledger, model, { asOf }).notes.map((note) =>
    note.replace("forecast with the season", "mind that the figures here know no season"),
  );
}

/** Repeat purchases of those who were learned from, actual beside expected, in at most twelve stretches of time. */
function tracked(model: DailyModel, ledger: Ledger, at: string, until: string): string[] {
  const span = (Date.parse(until) - Date.parse(ledger.report.firstDay!)) / DAY + 1;
  const stepDays = STEPS.find((step) => span / step <= 12) ?? Math.ceil(span / 12);
  if (span < 2 * stepDays) return [];
  const rows = tracking(model, ledger, { until, acquiredBy: at, stepDays });
  return [
    `Repeat purchases of the customers up to ${at}, actual and as the model expects them of ${stepDays} days each`,
    table([
      { title: "To", cells: rows.map(({ to }) => to) },
      { title: "Actual", cells: rows.map(({ actual }) => grouped(actual)), right: true },
      { title: "Expected", cells: rows.map(({ expected }) => grouped(expected)), right: true },
      { title: "Actual so far", cells: rows.map((row) => grouped(row.cumulativeActual)), right: true },
      { title: "Expected so far", cells: rows.map((row) => grouped(row.cumulativeExpected)), right: true },
    ]),
  ];
}

const STEPS = [1, 7, 30, 91, 182, 365];

function comparison({ candidates }: ModelChoice<DailyModel>, model: Fitted): string {
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
