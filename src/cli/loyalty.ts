/** `regulars loyalty`: how loyal customers are, of what kind, and what goes with buying again. */
import {
  type BaseBehaviour,
  BEHAVIOUR_MEASURES,
  type BehaviourMeasure,
  baseBehaviour,
  behaviour,
  type IndexSummary,
  type Ledger,
} from "../index.js";
import type { Arguments } from "./args.js";
import { driversText, holdoutDays } from "./loyalty-drivers.js";
import { type Indexed, loyaltyIndex } from "./loyalty-index.js";
import { type LoyaltyRow, placed, typeTables } from "./loyalty-kinds.js";
import { loyaltyColumns, outputRow } from "./loyalty-rows.js";
import { surveyText } from "./loyalty-survey.js";
import { wrongUsage } from "./mistakes.js";
import { writeRows } from "./output.js";
import { readSurvey, type Survey } from "./read-survey.js";
import { grouped, moneyColumn, pairs, percent, plural, table } from "./table.js";

/** The paragraphs: the base, the distribution, kinds, drivers, and what is not known. */
export async function loyaltyReport(ledger: Ledger, asOf: string, args: Arguments, stdin: AsyncIterable<Buffer>): Promise<string[]> {
  const survey = args.survey === undefined ? undefined : await surveyOf(args.survey, args, stdin);
  const found = behaviour(ledger, { asOf });
  const indexes = loyaltyIndex(found.customers);
  const rows = joined(found.customers, indexes.customers, survey);
  const { types, notes, cuts } = placed(rows);
  if (args.out !== undefined)
    await writeRows(
      args.out,
      loyaltyColumns(found.windows),
      rows.map((row, i) => outputRow(row, types[i]!, found.windows)),
    );
  const covered = found.coverage.filter(({ share }) => share < 1);
  const missing = covered.filter(({ customers }) => customers === 0).map(({ measure }) => measure);
  return [
    ...(survey === undefined ? [] : [surveyText(survey, rows)]),
    baseText(baseBehaviour(ledger, { asOf, periodDays: holdoutDays(ledger, asOf, args) })),
    `Loyalty index from transactions alone, 0 to 100\n\n${distribution(rows)}\n\n${partsText(indexes.total)}`,
    ...typeTables(rows, types, cuts, survey),
    ...driversText(ledger, asOf, args),
    [
      ...notes.map((note) => `Note: ${note}`),
      ...partly(covered),
      ...(missing.length === 0 ? [] : ["Not known of anybody, for want of", ...needsText(missing)]),
      ...(survey
        ? []
        : ["What customers think is not in their orders: --survey survey.csv adds attitude, satisfaction and their kinds of loyalty"]),
      ...(args.out === undefined ? [] : [`Written: ${args.out}, ${plural(rows.length, "customer")}`]),
    ].join("\n"),
  ].filter((text) => text !== "");
}

async function surveyOf(path: string, args: Arguments, stdin: AsyncIterable<Buffer>): Promise<Survey> {
  if (path === "-" && args.file === "-") wrongUsage("Standard input can hold the orders or the survey, not both.");
  return readSurvey(path, stdin, args.surveyScale, args.columns.customerId);
}

/** Everybody who bought or answered: buyers first, those who only answered after them. */
function joined(
  customers: ReturnType<typeof behaviour>["customers"],
  indexes: readonly Indexed[],
  survey: Survey | undefined,
): LoyaltyRow[] {
  const bought = new Set(customers.map(({ customerId }) => customerId));
  const answered = [...(survey?.answers ?? [])].filter(([id]) => !bought.has(id));
  return [
    ...customers.map((one, i) => ({
      customerId: one.customerId,
      behaviour: one,
      indexed: indexes[i],
      answers: survey?.answers.get(one.customerId) ?? {},
    })),
    ...answered.map(([customerId, answers]) => ({ customerId, behaviour: undefined, indexed: undefined, answers })),
  ];
}

/** A rhythm of fewer would be one of chance. */
const FEWEST = 20;

function baseText(base: BaseBehaviour): string {
  const { retention, byOrder, regularity, customersWithTwoGaps } = base;
  const next = byOrder
    .slice(0, 4)
    .flatMap(({ order, rate }) => (order === 1 ? [] : [`${ordinal(order)} to ${ordinal(order + 1)} ${percent(rate)}`]));
  return pairs([
    ["Bought again", `${grouped(base.repeatCustomers)} of ${plural(base.customers, "customer")}, ${percent(base.repeatRate)}`],
    ...(next.length === 0 ? [] : [["Then", next.join(", ")] as const]),
    [
      "Purchases",
      `${grouped(base.purchasesPerCustomer ?? 0, 2)} a customer; ${grouped(base.purchasesPerYear ?? 0, 2)} more a year after the first`,
    ],
    [
      "Retention",
      retention === undefined
        ? "not known: the file does not go back over two such periods (--holdout-days to change)"
        : `${percent(retention.retentionRate)} of the ${plural(retention.customers, "customer")} of ${retention.from} to ${dayBefore(retention.at)} bought in the ${retention.periodDays} days after; ${percent(retention.churnRate)} did not`,
    ],
    ...(regularity === undefined || customersWithTwoGaps < FEWEST
      ? []
      : [
          [
            "Rhythm",
            `${grouped(regularity, 2)} (1 is random, 2 and more regular, below 1 in bursts), from ${plural(customersWithTwoGaps, "customer")} with three purchases`,
          ] as const,
        ]),
  ]);
}

function ordinal(n: number): string {
  return `${n}${n === 1 ? "st" : n === 2 ? "nd" : n === 3 ? "rd" : "th"}`;
}

const BANDS = [80, 60, 40, 20, 0];

function distribution(rows: readonly LoyaltyRow[]): string {
  const buyers = rows.filter(({ behaviour: bought }) => bought !== undefined);
  const inBand = BANDS.map((from, i) =>
    buyers.filter(({ indexed }) => indexed?.index !== undefined && indexed.index >= from && (i === 0 || indexed.index < BANDS[i - 1]!)),
  );
  const revenue = inBand.map((band) => band.reduce((sum, { behaviour: bought }) => sum + bought!.spend, 0));
  const total = revenue.reduce((sum, money) => sum + money, 0);
  const mean = (band: readonly LoyaltyRow[]): string =>
    band.length === 0 ? "" : grouped(band.reduce((sum, { behaviour: bought }) => sum + bought!.purchases, 0) / band.length, 1);
  return table([
    { title: "Index", cells: BANDS.map((from) => `${from}–${from + 20}`) },
    { title: "Customers", cells: inBand.map((band) => grouped(band.length)), right: true },
    { title: "Share", cells: inBand.map((band) => percent(buyers.length === 0 ? 0 : band.length / buyers.length)), right: true },
    { title: "Revenue", cells: moneyColumn(revenue), right: true },
    { title: "Share", cells: revenue.map((money) => (total > 0 ? percent(money / total) : "")), right: true },
    { title: "Purchases each", cells: inBand.map(mean), right: true },
  ]);
}

/** The mean index and its parts, those that nothing is known of left out. */
function partsText({ index, criteria }: IndexSummary): string {
  const parts = criteria.flatMap(({ level, name, key, score }) =>
    level === 1 && score !== undefined ? [`${(name?.en ?? key).toLowerCase()} ${grouped(score)}`] : [],
  );
  return `Mean ${grouped(index ?? 0, 1)}: ${parts.join(", ")}`;
}

/** Measures known of some customers only, those of one ingredient together; what is known of all but a handful is left out. */
function partly(covered: readonly { needs: string; customers: number; share: number }[]): string[] {
  const shares = new Map<string, number>();
  for (const { needs, customers, share } of covered)
    if (customers > 0 && share < 0.9995) shares.set(needs, Math.max(share, shares.get(needs) ?? 0));
  return shares.size === 0
    ? []
    : [`Known of a part: ${[...shares].map(([needs, share]) => `what needs ${needs}, of ${percent(share)} of the customers`).join("; ")}`];
}

function needsText(missing: readonly BehaviourMeasure[]): string[] {
  const byNeed = new Map<string, string[]>();
  for (const measure of missing) {
    const { needs, name } = BEHAVIOUR_MEASURES[measure];
    byNeed.set(needs, [...(byNeed.get(needs) ?? []), name.en]);
  }
  return [...byNeed].map(([needs, names]) => `  ${needs}: ${names.join(", ")}`);
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
