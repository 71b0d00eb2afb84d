/** `regulars lifecycle`: in which stage of life with the shop customers are, how they move, and who is drifting away. */
import {
  type CustomerCadence,
  customerCadences,
  customerLifetimes,
  type EarlyWarnings,
  earlyWarnings,
  fitCadence,
  kaplanMeier,
  type Ledger,
  LIFECYCLE_STAGES,
  type LifecycleStages,
  lapseThreshold,
  lifecycleStages,
  medianLifetime,
  stageTransitions,
  survivalAt,
  waitsForPurchase,
} from "../index.js";
import type { Arguments } from "./args.js";
import { warningsText } from "./lifecycle-warnings.js";
import { badFile, wrongUsage } from "./mistakes.js";
import { type OutputRow, writeRows } from "./output.js";
import { grouped, moneyColumn, pairs, percent, plural, table } from "./table.js";

/** The paragraphs, and a file with a row for each customer where it is asked for. */
export async function lifecycleReport(ledger: Ledger, asOf: string, args: Arguments): Promise<string[]> {
  const { lapseDays: asked } = args;
  if (asked !== undefined && !(Number.isInteger(asked) && asked >= 1))
    wrongUsage(`--lapse-days is a whole number of days, not "${asked}".`);
  const threshold = lapseThreshold(ledger, { asOf });
  const lapseDays = asked ?? threshold?.days;
  if (lapseDays === undefined)
    return badFile("Nobody has bought twice on different days, so nothing says when a customer is late. Give --lapse-days 180.");
  const stages = lifecycleStages(ledger, { asOf, lapseDays });
  const warnings = earlyWarnings(ledger, { asOf, lapseDays });
  const cadences = threshold === undefined ? undefined : customerCadences(ledger, { asOf });
  if (args.out !== undefined) await writeRows(args.out, COLUMNS, outputRows(stages, cadences, warnings));
  return [
    rhythmText(ledger, asOf, lapseDays, asked === undefined),
    `Stages of life with the shop\n\n${stageTable(stages)}`,
    ...movesText(ledger, asOf, lapseDays),
    ...warningsText(warnings, lapseDays),
  ];
}

function rhythmText(ledger: Ledger, asOf: string, lapseDays: number, learnt: boolean): string {
  const threshold = lapseThreshold(ledger, { asOf });
  const perCustomer = lapseThreshold(ledger, { asOf, each: "customer" });
  const cadence = fitCadence(ledger, { asOf });
  const wait = kaplanMeier(waitsForPurchase(ledger, { asOf }));
  const lifetimes = kaplanMeier(customerLifetimes(ledger, { asOf, lapseDays }));
  const median = medianLifetime(lifetimes);
  const within = [30, 90, 180, 365].flatMap((days) => {
    const left = survivalAt(wait, days);
    return left === undefined ? [] : [`${percent(1 - left)} within ${days} days`];
  });
  const other = threshold?.quantiles.map(({ quantile, days }) => `${quantile * 100} % within ${days}`).join(", ");
  const still = [365, 730].flatMap((days) => {
    const left = survivalAt(lifetimes, days);
    return left === undefined || days <= lapseDays ? [] : [`${percent(left)} after ${days} days`];
  });
  return pairs([
    [
      "Lapsed",
      `after ${plural(lapseDays, "day")} without a purchase${learnt ? ", within which 90 % of the repeat purchases came" : ""} (--lapse-days to change)`,
    ],
    ...(threshold === undefined
      ? []
      : ([
          ["Repeat purchases", `${other}; counting each customer once, 90 % within ${grouped(perCustomer!.days)}`],
          [
            "Came back",
            `${plural(threshold.cameBack, "customer")} of ${grouped(threshold.repeatCustomers)} with a repeat once stayed away longer than ${grouped(threshold.days)} days and came back`,
          ],
        ] as const)),
    ...(cadence === undefined
      ? []
      : ([
          [
            "Rhythm",
            `${grouped(cadence.params.meanGap)} days between purchases for a customer without a history; ${cadence.params.priorGaps === null ? "customers do not differ beyond chance" : `the own history outweighs that from ${plural(Math.max(1, Math.ceil(cadence.params.priorGaps)), "gap")} on`}`,
          ],
        ] as const)),
    ...(within.length === 0 ? [] : ([["Second purchase", `${within.join(", ")} of the first (Kaplan–Meier)`]] as const)),
    [
      "Lifetime",
      median.time === undefined
        ? `more than half have not lapsed yet${still.length > 0 ? `; still there ${still.join(", ")}` : ""}`
        : `half have lapsed ${grouped(median.time)} days after the first purchase${interval(median.lower, median.upper)}${still.length > 0 ? `; still there ${still.join(", ")}` : ""}`,
    ],
  ]);
}

function interval(lower: number | undefined, upper: number | undefined): string {
  if (lower === undefined || upper === undefined || lower === upper) return "";
  return ` (95 % interval ${grouped(lower)} to ${grouped(upper)})`;
}

function stageTable({ stages }: LifecycleStages): string {
  const shown = stages.filter(({ key, customers }) => key !== "prospect" || customers > 0);
  return table([
    { title: "Stage", cells: shown.map(({ name }) => name.en) },
    { title: "Customers", cells: shown.map(({ customers }) => grouped(customers)), right: true },
    { title: "Share", cells: shown.map(({ share }) => percent(share)), right: true },
    { title: "Revenue", cells: moneyColumn(shown.map(({ revenue }) => revenue)), right: true },
    { title: "Share", cells: shown.map(({ shareOfRevenue }) => percent(shareOfRevenue)), right: true },
    { title: "What to do", cells: shown.map(({ action }) => action) },
  ]);
}

const DAY = 86_400_000;
const MONTHS_BACK = 90;

/** From a quarter ago, or a third of a shorter file ago, to now. */
function movesText(ledger: Ledger, asOf: string, lapseDays: number): string[] {
  const span = (Date.parse(asOf) - Date.parse(ledger.report.firstDay!)) / DAY;
  const back = Math.min(MONTHS_BACK, Math.floor(span / 3));
  if (back < 1) return [];
  const from = new Date(Date.parse(asOf) - back * DAY).toISOString().slice(0, 10);
  const { states, counts, shares, flows } = stageTransitions(ledger, { from, to: asOf, lapseDays });
  const present = states.flatMap((_, i) => (flows[i]!.before > 0 ? [i] : []));
  const reached = states.flatMap((state, i) => (flows[i]!.after > 0 && state !== "prospect" ? [i] : []));
  if (present.length === 0) return [];
  const name = (i: number): string => LIFECYCLE_STAGES.stages.find(({ key }) => key === states[i])!.name.en;
  const text = table([
    { title: `On ${from}`, cells: present.map(name) },
    { title: "Customers", cells: present.map((i) => grouped(flows[i]!.before)), right: true },
    ...reached.map((j) => ({
      title: name(j),
      cells: present.map((i) => (counts[i]![j] === 0 ? "" : percent(shares[i]![j]))),
      right: true,
    })),
  ]);
  const joined = flows.reduce((sum, flow) => sum + flow.joined, 0);
  return [`Where they are on ${asOf}, of 100 in each stage before\n\n${text}\n\n${plural(joined, "customer")} came since.`];
}

const COLUMNS = [
  "customer_id",
  "stage",
  "purchases",
  "days_since_last",
  "spend",
  "gaps",
  "mean_gap",
  "median_gap",
  "expected_gap",
  "own_weight",
  "expected_day",
  "overdue_ratio",
  "overdue",
  "absence",
  "purchases_since_return",
  "pace",
  "warnings",
  "evidence",
];

function outputRows(
  { customers }: LifecycleStages,
  cadences: readonly CustomerCadence[] | undefined,
  { customers: warned }: EarlyWarnings,
): OutputRow[] {
  const signs = new Map(warned.map(({ customerId, warnings }) => [customerId, warnings]));
  return customers.map((one, i) => {
    const rhythm = cadences?.[i];
    const warnings = signs.get(one.customerId) ?? [];
    return {
      customer_id: one.customerId,
      stage: one.stage,
      purchases: one.purchases,
      days_since_last: one.daysSinceLast ?? null,
      spend: one.spend,
      gaps: rhythm?.gaps ?? null,
      mean_gap: rhythm?.meanGap ?? null,
      median_gap: rhythm?.medianGap ?? null,
      expected_gap: rhythm?.expectedGap ?? null,
      own_weight: rhythm?.ownWeight ?? null,
      expected_day: rhythm?.expectedDay ?? null,
      overdue_ratio: rhythm?.overdueRatio ?? null,
      overdue: rhythm?.overdue ?? null,
      absence: one.absence ?? null,
      purchases_since_return: one.purchasesSinceReturn ?? null,
      pace: one.pace ?? null,
      warnings: warnings.map(({ sign }) => sign).join(" "),
      evidence: warnings.map(({ evidence }) => evidence).join("; "),
    };
  });
}
