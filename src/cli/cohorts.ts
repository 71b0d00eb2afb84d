/** `regulars cohorts`: who came back, by the period of the first purchase; and how the shop grew. */
import {
  bracketRetention,
  type Cohort,
  type Cohorts,
  cohorts,
  InvalidInputError,
  type Ledger,
  type LifecyclePeriod,
  lifecyclePeriods,
} from "../index.js";
import type { Arguments } from "./args.js";
import { badFile } from "./mistakes.js";
import { type OutputRow, writeRows } from "./output.js";
import { type Column, grouped, moneyColumn, percent, plural, table } from "./table.js";

const MOST_COHORTS = 24;
const MOST_AGES = 12;
const MOST_PERIODS = 13;
/** Ages at which the value of a cohort is told. */
const VALUE_AGES = [0, 1, 2, 3, 6, 12];

/** The paragraphs, and a file with a row for each cohort and age where it is asked for. */
export async function cohortsReport(ledger: Ledger, asOf: string, args: Arguments): Promise<string[]> {
  const by = args.period;
  const found = cohortsOf(ledger, asOf, by);
  const { periods } = lifecyclePeriods(ledger, { asOf, by });
  const rows = found.triangle.flatMap((cohort) => outputRows(cohort));
  if (args.out !== undefined) await writeRows(args.out, COLUMNS, rows);
  const shown = found.triangle.slice(-MOST_COHORTS);
  const notes = [
    ...(found.unfinished === undefined
      ? []
      : [`* ${found.unfinished} is not over by ${asOf}: its figures will yet grow, and row All leaves them out.`]),
    ...(shown.length < found.triangle.length
      ? [`The last ${shown.length} of ${plural(found.triangle.length, "cohort")}; --out has them all.`]
      : []),
    `The first cohort, ${found.triangle[0]?.cohort}, holds those who were customers before the file begins as well.`,
  ];
  return [
    `Customers who bought again, of 100 in the cohort, by ${by}s after the ${by} of the first purchase\n\n${triangle(found, shown)}\n\n${notes.join("\n")}`,
    `What a customer of the cohort has brought by then, in all\n\n${values(found, shown)}${found.ages.length > 1 ? "\n\nRow All at each age is of the cohorts that are old enough by then, so that it may fall." : ""}`,
    `Days after each customer's own first purchase\n\n${brackets(ledger, asOf)}`,
    `${by[0]!.toUpperCase()}${by.slice(1)} by ${by}: who came, stayed, came back and fell asleep\n\n${growth(periods)}`,
    ...(args.out === undefined ? [] : [`Written: ${args.out}, ${plural(rows.length, "row")}, one for each cohort and ${by}`]),
  ];
}

/** Centuries without a customer are a year mistyped. */
function cohortsOf(ledger: Ledger, asOf: string, by: Arguments["period"]): Cohorts {
  try {
    return cohorts(ledger, { asOf, by });
  } catch (error) {
    if (!(error instanceof InvalidInputError && error.issues[0]?.field === "by")) throw error;
    return badFile(
      `From ${ledger.report.firstDay} to ${asOf} there are too many ${by}s for a table: a date is likely mistyped. Correct it, or give --as-of or --period year.`,
    );
  }
}

/** The last period of every cohort is starred when it goes on. */
function triangle({ ages, unfinished, customers }: Cohorts, shown: readonly Cohort[]): string {
  const most = Math.min(MOST_AGES, Math.max(0, ...shown.map(({ active }) => active.length - 1)));
  const cell = ({ retention }: Cohort, age: number): string =>
    age >= retention.length
      ? ""
      : `${grouped(retention[age]! * 100, 1)}${age === retention.length - 1 && unfinished !== undefined ? "*" : " "}`;
  return table([
    { title: "Cohort", cells: [...shown.map(({ cohort }) => cohort), "All"] },
    { title: "Customers", cells: [...shown.map(({ size }) => grouped(size)), grouped(customers)], right: true },
    ...Array.from({ length: most }, (_, i): Column => {
      const all = ages.find(({ age }) => age === i + 1);
      const cells = [...shown.map((cohort) => cell(cohort, i + 1)), all === undefined ? "" : `${grouped(all.retention * 100, 1)} `];
      return { title: `${i + 1} `, cells, right: true };
    }),
  ]);
}

function values({ ages }: Cohorts, shown: readonly Cohort[]): string {
  const longest = Math.max(...shown.map(({ active }) => active.length));
  return table([
    { title: "Cohort", cells: [...shown.map(({ cohort }) => cohort), "All"] },
    { title: "Customers", cells: [...shown.map(({ size }) => grouped(size)), ""], right: true },
    ...VALUE_AGES.filter((age) => age < longest).map((age): Column => {
      const all = ages.find((one) => one.age === age)?.valuePerCustomer;
      return {
        title: `After ${age}`,
        cells: moneyColumn([...shown.map(({ valuePerCustomer }) => valuePerCustomer[age]), all]),
        right: true,
      };
    }),
    { title: "So far", cells: moneyColumn([...shown.map(({ valuePerCustomer }) => valuePerCustomer.at(-1)), undefined]), right: true },
  ]);
}

function brackets(ledger: Ledger, asOf: string): string {
  const found = bracketRetention(ledger, { asOf }).brackets.filter(({ eligible }) => eligible > 0);
  if (found.length === 0) return "No customer is old enough for the first 30 days.";
  return table([
    { title: "Days", cells: found.map(({ from, to }) => `${from}–${to}`) },
    { title: "Old enough", cells: found.map(({ eligible }) => grouped(eligible)), right: true },
    { title: "Bought in them", cells: found.map(({ active }) => grouped(active)), right: true },
    { title: "Share", cells: found.map(({ retention }) => percent(retention)), right: true },
    { title: "In them or later", cells: found.map(({ activeOrLater }) => grouped(activeOrLater)), right: true },
    { title: "Share", cells: found.map(({ rollingRetention }) => percent(rollingRetention)), right: true },
  ]);
}

export function growth(periods: readonly LifecyclePeriod[]): string {
  const shown = periods.slice(-MOST_PERIODS);
  const text = table([
    { title: "Period", cells: shown.map(({ period, complete }) => `${period}${complete ? "" : "*"}`) },
    { title: "Active", cells: shown.map(({ active }) => grouped(active)), right: true },
    { title: "New", cells: shown.map((one) => grouped(one.new)), right: true },
    { title: "Stayed", cells: shown.map(({ returning }) => grouped(returning)), right: true },
    { title: "Came back", cells: shown.map(({ resurrecting }) => grouped(resurrecting)), right: true },
    { title: "Fell asleep", cells: shown.map(({ dormant }) => grouped(dormant)), right: true },
    { title: "Quick ratio", cells: shown.map(({ quickRatio }) => (quickRatio === undefined ? "" : grouped(quickRatio, 2))), right: true },
    { title: "Stayed of those before", cells: shown.map(({ retention }) => percent(retention)), right: true },
    { title: "Revenue", cells: moneyColumn(shown.map(({ revenue }) => revenue)), right: true },
    { title: "Kept, net", cells: shown.map(({ netRevenueRetention }) => percent(netRevenueRetention)), right: true },
    { title: "gross", cells: shown.map(({ grossRevenueRetention }) => percent(grossRevenueRetention)), right: true },
  ]);
  return `${text}\n\nQuick ratio: (new + came back) ÷ fell asleep. Kept: revenue now ÷ revenue before, of those who bought in the period before;\ngross without what any of them spends more.`;
}

const COLUMNS = [
  "cohort",
  "from",
  "size",
  "age",
  "active",
  "retention",
  "active_or_later",
  "rolling_retention",
  "purchases",
  "revenue",
  "net_revenue_retention",
  "gross_revenue_retention",
  "cumulative_revenue",
  "value_per_customer",
];

function outputRows(one: Cohort): OutputRow[] {
  return one.active.map((active, age) => ({
    cohort: one.cohort,
    from: one.from,
    size: one.size,
    age,
    active,
    retention: one.retention[age]!,
    active_or_later: one.activeOrLater[age]!,
    rolling_retention: one.rollingRetention[age]!,
    purchases: one.purchases[age]!,
    revenue: one.revenue[age]!,
    net_revenue_retention: one.netRevenueRetention[age] ?? null,
    gross_revenue_retention: one.grossRevenueRetention[age] ?? null,
    cumulative_revenue: one.cumulativeRevenue[age]!,
    value_per_customer: one.valuePerCustomer[age]!,
  }));
}
