/** `regulars fit` and `regulars score`: models learned once, used on other files. */
import {
  type CustomerValue,
  chooseModel,
  customerValueTable,
  type DailyModel,
  FitError,
  type FitReport,
  fitGammaGamma,
  fitLogNormalSpend,
  type Ledger,
  type ModelChoice,
  type PurchaseHistory,
  parameterIntervals,
  purchaseHistories,
  type SpendModel,
} from "../index.js";
import type { Arguments } from "./args.js";
import { picked } from "./clv-choice.js";
import { badFile, wrongUsage } from "./mistakes.js";
import { checkCounted, modelText, savedModels, silenceNotes } from "./model-file.js";
import { type OutputRow, writeRows, writeText } from "./output.js";
import { grouped, money, moneyColumn, pairs, percent, plural, table } from "./table.js";

export const KINDS: readonly DailyModel["kind"][] = ["nbd", "bg-nbd", "mbg-nbd", "pareto-nbd", "bg-cnbd-k", "mbg-cnbd-k", "gompertz-nbd"];

export type FittedSpend = SpendModel & FitReport;

/** Names of the columns of the file of values. */
export const VALUE_COLUMNS = [
  "customer_id",
  "historic_clv",
  "predicted_clv",
  "total_clv",
  "historic_number_of_orders",
  "predicted_number_of_orders",
  "average_order_value",
  "average_days_between_orders",
  "churn_probability",
  "expected_date_of_next_order",
] as const;

export function valueRow(value: CustomerValue): OutputRow {
  return {
    customer_id: value.customerId,
    historic_clv: value.historicClv,
    predicted_clv: value.predictedClv,
    total_clv: value.totalClv,
    historic_number_of_orders: value.historicNumberOfOrders,
    predicted_number_of_orders: value.predictedNumberOfOrders,
    average_order_value: value.averageOrderValue,
    average_days_between_orders: value.averageDaysBetweenOrders ?? null,
    churn_probability: value.churnProbability,
    expected_date_of_next_order: value.expectedDateOfNextOrder ?? null,
  };
}

/** The kinds to try: all, or the one that was asked for. */
export function askedKinds({ model, question }: Arguments): { candidates?: readonly DailyModel["kind"][]; question: "value" | "churn" } {
  if (model === undefined) return { question };
  const kind = KINDS.find((one) => one === model);
  return kind === undefined
    ? wrongUsage(`--model is one of ${KINDS.join(", ")}, not "${model}".`)
    : { candidates: [kind], question: "value" };
}

/** chooseModel, with a message for people where there is no model at all. */
export function chosen(histories: readonly PurchaseHistory[], options: Parameters<typeof chooseModel>[1]): ModelChoice<DailyModel> {
  try {
    return chooseModel(histories, options as object) as ModelChoice<DailyModel>;
  } catch (error) {
    if (error instanceof FitError) badFile("No model can be learned from these customers. Are there enough who bought more than once?");
    throw error;
  }
}

/** Gamma-Gamma, or where its mean over all customers may be infinite, log-normal spend. */
export function spendOf(histories: readonly PurchaseHistory[]): FittedSpend {
  if (!histories.some(({ repeats, meanSpend }) => repeats > 0 && meanSpend! > 0))
    badFile("Nobody bought a second time, so spend cannot be learned.");
  if (histories.some(({ repeats, meanSpend }) => repeats > 0 && meanSpend! < 0))
    badFile("Some customers got more back than they paid. Try --refunds ignore.");
  try {
    const gammaGamma = fitGammaGamma(histories);
    // where q may as well be below 1, the mean over all customers hangs on nothing
    const low = parameterIntervals(gammaGamma).q?.[0] ?? gammaGamma.params.q - 0.5;
    if (low > 1) return gammaGamma;
  } catch (error) {
    if (!(error instanceof FitError)) throw error;
  }
  try {
    return fitLogNormalSpend(histories);
  } catch (error) {
    if (!(error instanceof FitError)) throw error;
    const payers = histories.filter(({ repeats, meanSpend }) => repeats > 0 && meanSpend! > 0).length;
    return badFile(`Only ${plural(payers, "customer")} bought again and paid: what customers spend cannot be learned from so few.`);
  }
}

/** What a model says of itself. */
export function described({
  kind,
  params,
  customers,
  repeaters,
  logLikelihood,
  standardErrors,
  boundary,
}: { readonly kind: string; readonly params: object } & FitReport): string {
  return pairs([
    [
      kind,
      Object.entries(params)
        .map(([name, value]) => {
          const end = boundary.find(({ param }) => param === name);
          return `${name} ${end === undefined ? asSureAs(value as number, standardErrors[name]) : `-> ${end.towards}`}`;
        })
        .join(", "),
    ],
    ["Learned from", `${grouped(customers)} customers, ${grouped(repeaters)} with repeats; log-likelihood ${grouped(logLikelihood, 2)}`],
  ]);
}

/** As many digits as the standard error leaves, from two to five; three for a figure without one. */
function asSureAs(value: number, error: number | undefined): string {
  const digits = error === undefined || !(error > 0) ? 3 : Math.max(2, Math.min(5, 2 + Math.floor(Math.log10(Math.abs(value) / error))));
  return String(Number(value.toPrecision(digits)));
}

/** Learns on all of the file and saves. */
export async function fitReport(ledger: Ledger, asOf: string, args: Arguments): Promise<string[]> {
  if (args.out === undefined || !/\.json$/i.test(args.out)) wrongUsage("Where to? For example: regulars fit orders.csv --out model.json");
  const histories = purchaseHistories(ledger, { asOf });
  const { model, notes } = picked(chosen(histories, askedKinds(args)));
  const spend = spendOf(histories);
  await writeText(args.out, modelText(model, spend, asOf, ledger));
  return [
    described(model),
    described(spend),
    ...[FIT_NOTE, ...notes, ...spend.notes].map((note) => `Note: ${note}`),
    `Models saved: ${args.out}. Next: regulars score new.csv --model ${args.out}`,
  ];
}

const FIT_NOTE = "Chosen by AIC on all of the file, without a holdout; regulars clv chooses by a holdout, and --model takes what it chose.";

/** Values of the customers of a file by saved models. */
export async function scoreReport(ledger: Ledger, asOf: string, args: Arguments): Promise<string[]> {
  if (args.model === undefined) wrongUsage("Which model? For example: regulars score new.csv --model model.json");
  const { purchases, spend, counted } = await savedModels(args.model, KINDS);
  const remarks = [...checkCounted(args.model, counted, ledger), ...silenceNotes(asOf, ledger.report.lastDay)];
  const values = valuesOf({ purchases, spend }, purchaseHistories(ledger, { asOf }), asOf, args);
  if (args.out !== undefined) await writeRows(args.out, VALUE_COLUMNS, values.map(valueRow));
  return [
    `By ${purchases.kind} and ${spend.kind} of ${args.model}`,
    totalLine(values, args.days ?? 365),
    topCustomers(values, args.days ?? 365),
    ...remarks.map((note) => `Note: ${note}`),
  ];
}

export function valuesOf(
  models: { readonly purchases: DailyModel; readonly spend: SpendModel },
  histories: readonly PurchaseHistory[],
  asOf: string,
  { days = 365, discount, margin = 1 }: Pick<Arguments, "days" | "discount" | "margin">,
): CustomerValue[] {
  return customerValueTable(models, histories, { asOf, days, annualDiscountRate: discount, margin });
}

function totalLine(values: readonly CustomerValue[], days: number): string {
  const total = (of: (value: CustomerValue) => number): string => money(values.reduce((sum, value) => sum + of(value), 0));
  return pairs([
    ["Value so far", total(({ historicClv }) => historicClv)],
    [
      `Value in ${grouped(days)} days`,
      `${total(({ predictedClv }) => predictedClv)}, by the ${plural(values.length, "customer")} in this file`,
    ],
  ]);
}

/** The ten customers of the highest predicted value, and a line for all. */
export function topCustomers(values: readonly CustomerValue[], days: number): string {
  const top = [...values].sort((left, right) => right.predictedClv - left.predictedClv).slice(0, 10);
  return [
    `The best customers by value in the next ${grouped(days)} days`,
    table([
      { title: "Customer", cells: top.map(({ customerId }) => customerId) },
      { title: "So far", cells: moneyColumn(top.map(({ historicClv }) => historicClv)), right: true },
      { title: "Predicted", cells: moneyColumn(top.map(({ predictedClv }) => predictedClv)), right: true },
      { title: "Orders so far", cells: top.map((row) => grouped(row.historicNumberOfOrders)), right: true },
      { title: "Predicted", cells: top.map((row) => grouped(row.predictedNumberOfOrders, 1)), right: true },
      { title: "No order", cells: top.map(({ churnProbability }) => percent(churnProbability)), right: true },
      { title: "Next by", cells: top.map(({ expectedDateOfNextOrder }) => expectedDateOfNextOrder ?? "") },
    ]),
  ].join("\n\n");
}
