/** The tables of `regulars churn`. */
import {
  BEHAVIOUR_FEATURES,
  type BehaviourFeature,
  CHURN_REASONS,
  type ChurnReason,
  churnCalibration,
  type LearnerComparison,
} from "../index.js";
import type { LeavingCustomer, RankedList } from "./churn-customers.js";
import { grouped, money, moneyColumn, percent, plural, table } from "./table.js";

export function comparisonTable({ learners, against }: LearnerComparison): string {
  const figure = (value: number | undefined, decimals = 4): string => (value === undefined ? "" : grouped(value, decimals));
  return table([
    { title: "Learner", cells: learners.map(({ name }) => name) },
    { title: "AUC", cells: learners.map(({ auc }) => figure(auc)), right: true },
    {
      title: "95 % between",
      cells: learners.map(({ low, high }) => (low === undefined ? "" : `${figure(low, 3)} and ${figure(high, 3)}`)),
    },
    { title: "Behind", cells: learners.map(({ name }) => figure(against.find((other) => other.name === name)?.difference)), right: true },
    { title: "PR-AUC", cells: learners.map(({ prAuc }) => figure(prAuc)), right: true },
    { title: "Brier", cells: learners.map(({ brier }) => figure(brier)), right: true },
    { title: "Log-loss", cells: learners.map(({ logLoss }) => figure(logLoss)), right: true },
    { title: "Off by", cells: learners.map(({ calibrationError }) => percent(calibrationError)), right: true },
    { title: "Lift of top tenth", cells: learners.map(({ topDecileLift }) => figure(topDecileLift, 2)), right: true },
  ]);
}

/** So many make a share that says something. */
const FEW_IN_A_BAND = 20;
const FEW_IN_A_TEST = 100;

export function fewNotes(tested: number): string[] {
  return tested >= FEW_IN_A_TEST
    ? []
    : [`Tested on ${plural(tested, "customer")} only: which learner is best, and how good it is, may be luck.`];
}

export function calibrationTable(probabilities: Float64Array, churned: readonly boolean[]): string {
  const most = Math.max(2, Math.min(10, Math.floor(churned.length / FEW_IN_A_BAND)));
  const { bands, error } = churnCalibration(probabilities, churned, { bands: most });
  const text = table([
    { title: "Probability", cells: bands.map(({ from, to }) => `${grouped(from, 3)} to ${grouped(to, 3)}`) },
    { title: "Customers", cells: bands.map(({ customers }) => grouped(customers)), right: true },
    { title: "Said", cells: bands.map(({ predicted }) => percent(predicted)), right: true },
    { title: "Left", cells: bands.map(({ observed }) => percent(observed)), right: true },
  ]);
  const said = probabilities.reduce((sum, p) => sum + p, 0) / probabilities.length;
  const left = churned.filter(Boolean).length / churned.length;
  return `${text}\nOff by ${percent(error)} on average; said ${percent(said)} of all, ${percent(left)} left.`;
}

/** How often each feature is the strongest reason, among customers above the average probability. */
export function reasonsTable(customers: readonly LeavingCustomer[]): string {
  const mean = customers.reduce((sum, { probability }) => sum + probability, 0) / customers.length;
  const counts = new Map<string, { customers: number; action: string; atRisk: number }>();
  let all = 0;
  for (const { probability, value, reasons } of customers) {
    const strongest = reasons[0];
    if (strongest === undefined || probability < mean) continue;
    const cause = causeOf(strongest);
    const row = counts.get(cause) ?? { customers: 0, action: strongest.action.en, atRisk: 0 };
    row.customers++;
    row.atRisk += probability * value;
    all++;
    counts.set(cause, row);
  }
  const rows = [...counts].sort(([, a], [, b]) => b.customers - a.customers).slice(0, 8);
  return table([
    { title: "What it looks at", cells: rows.map(([cause]) => cause) },
    { title: "Customers", cells: rows.map(([, row]) => grouped(row.customers)), right: true },
    { title: "Share", cells: rows.map(([, row]) => percent(row.customers / all)), right: true },
    { title: "At risk", cells: moneyColumn(rows.map(([, { atRisk }]) => atRisk)), right: true },
    { title: "What to do", cells: rows.map(([, { action }]) => action) },
  ]);
}

const ONCE = CHURN_REASONS.frequency.once!.text.en;

/** One cause for all that is said of customers with a single purchase: of them, gaps and baskets only say that. */
function causeOf({ feature, text, action }: ChurnReason): string {
  const { once } = CHURN_REASONS[feature as BehaviourFeature] ?? {};
  if (action.en === once?.action.en && /\bonly\b/.test(text.en)) return ONCE;
  return Object.hasOwn(BEHAVIOUR_FEATURES, feature)
    ? BEHAVIOUR_FEATURES[feature as keyof typeof BEHAVIOUR_FEATURES].split(/[;,]/)[0]!
    : feature;
}

const SHOWN = 10;

export function winBackTable({ rows, offer, leftOut, cost, expectedGain }: RankedList): string {
  const top = rows.slice(0, SHOWN);
  if (top.length === 0) return "Nobody: no customer's expected gain is above the cost.";
  const text = table([
    { title: "Customer", cells: top.map(({ customerId }) => customerId) },
    { title: "Leaves", cells: top.map(({ probability }) => percent(probability)), right: true },
    { title: "Worth", cells: moneyColumn(top.map(({ value }) => value)), right: true },
    { title: offer === undefined ? "At risk" : "Gain", cells: moneyColumn(top.map((row) => row.expectedGain)), right: true },
    {
      title: "Why",
      cells: top.map(({ reasons }) =>
        reasons
          .slice(0, 2)
          .map((reason) => reason.text.en)
          .join("; "),
      ),
    },
    { title: "What to do", cells: top.map(({ action }) => action?.en ?? "") },
  ]);
  const more = rows.length > SHOWN ? `The first ${SHOWN} of ${plural(rows.length, "customer")}; all with --out. ` : "";
  if (offer === undefined) {
    return `${text}\n${more}${money(expectedGain)} at risk. Say what an offer costs and how many it keeps, for whom it pays: --offer-cost 5 --acceptance 0.2`;
  }
  const limit =
    leftOut.overLimit === 0
      ? ""
      : ` Beyond the budget: ${plural(leftOut.overLimit, "customer")}, who would bring ${money(leftOut.gainOverLimit)}.`;
  return `${text}\n${more}Cost ${money(cost)}, expected gain after it ${money(expectedGain)}. Not worth an offer of ${money(offer.cost)}: ${plural(leftOut.notWorthwhile, "customer")}.${limit}`;
}
