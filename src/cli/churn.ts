/** `regulars churn`: learners compared on days they did not see, then who is leaving, why, and whom to win back. */
import {
  type ChurnExample,
  type ChurnModel,
  churnExamples,
  churnPoints,
  churnProbabilities,
  compareLearners,
  type DatedChurnExample,
  drift,
  fitBaseline,
  fitChurnBlend,
  fitChurnBoosting,
  fitChurnForest,
  fitChurnLogistic,
  type LearnerComparison,
  type Ledger,
  type TrainingReport,
} from "../index.js";
import type { Arguments } from "./args.js";
import { type LeavingCustomer, leavingCustomers, winBack } from "./churn-customers.js";
import { calibrationTable, comparisonTable, fewNotes, reasonsTable, winBackTable } from "./churn-tables.js";
import { badFile, wrongUsage } from "./mistakes.js";
import { type OutputRow, writeRows, writeText } from "./output.js";
import { grouped, percent, plural } from "./table.js";

/** A ridge so strong that features which say the same share the weight: as good out of time, and its reasons read as one expects. */
const RIDGE = { transform: "signed-log", c: 0.01 } as const;

const LEARNERS = {
  blend: (examples: Examples) => fitChurnBlend(examples, { logistic: RIDGE }),
  logistic: (examples: Examples) => fitChurnLogistic(examples, RIDGE),
  boosting: (examples: Examples) => fitChurnBoosting(examples),
  forest: (examples: Examples) => fitChurnForest(examples),
};

type Examples = Parameters<typeof fitChurnBlend>[0];
type LearnerName = keyof typeof LEARNERS;

const COLUMNS = [
  "customer_id",
  "churn_probability",
  "value_at_stake",
  "money_at_risk",
  "expected_gain",
  "win_back_rank",
  "reason_1",
  "reason_2",
  "reason_3",
  "action",
] as const;

/** The paragraphs: test, calibration, reasons, win-back list. */
export async function churnReport(ledger: Ledger, asOf: string, args: Arguments): Promise<string[]> {
  const horizon = horizonOf(args);
  if ((args.offerCost === undefined) !== (args.acceptance === undefined))
    wrongUsage("Winning back is reckoned with both --offer-cost and --acceptance, or with neither.");
  const { test, training } = cutOffsOf(ledger, asOf, horizon, args);
  const options = { days: horizon };
  const [held, earlier] = [churnExamples(ledger, { ...options, cutOff: test }), churnExamples(ledger, { ...options, cutOff: training })];
  assertBoth(held, `from ${test} on`, horizon);
  assertBoth(earlier, `from ${training.at(-1)} on`, horizon);
  const comparison = compareLearners(earlier, LEARNERS, { test: held });
  const best = comparison.learners.find(({ name }) => name !== "naive")!.name as LearnerName;
  const name = args.learner ?? best;

  const examples = [...earlier, ...held];
  const model: ChurnModel & TrainingReport = LEARNERS[name](examples);
  const points = churnPoints(ledger, { asOf: lastSeen(ledger, asOf) });
  const probabilities = churnProbabilities(
    model,
    points.map(({ point }) => point),
  );
  const customers = leavingCustomers(ledger, asOf, { points, probabilities, model }, args);
  const list = winBack(customers.rows, args);
  // tenure grows with the file
  const moved = drift(
    fitBaseline(examples.map(({ point }) => point)),
    points.map(({ point }) => point),
  ).filter(({ band, feature }) => band === "shifted" && feature !== "tenure");
  if (args.out !== undefined)
    await writeRows(
      args.out,
      COLUMNS,
      customers.rows.map((customer) => outputRow(customer, list.ranks, args)),
    );
  if (args.modelOut !== undefined) await writeText(args.modelOut, `${JSON.stringify(model)}\n`);

  const left = (rows: readonly ChurnExample[]): string => percent(rows.filter(({ churned }) => churned).length / rows.length);
  const expected = probabilities.reduce((sum, p) => sum + p, 0);
  const notes = [
    ...comparison.notes,
    ...fewNotes(held.length),
    ...model.notes,
    ...customers.notes,
    ...moved
      .slice(0, 5)
      .map(({ feature, psi }) => `${feature} is distributed otherwise now than when the model learned it (PSI ${grouped(psi, 2)}).`),
  ];
  return [
    [
      `Left: no purchase in ${plural(horizon, "day")}.`,
      `Learned from   ${plural(earlier.length, "example")} of ${training.toReversed().join(" and ")}; ${left(earlier)} left`,
      `Tested on      ${plural(held.length, "customer")} of ${test}, the days after it unseen; ${left(held)} left`,
    ].join("\n"),
    comparisonTable(comparison),
    verdict(comparison, best, name, args),
    `What ${name} said in the test, and who left`,
    calibrationTable(
      comparison.scores[name]!,
      held.map(({ churned }) => churned),
    ),
    [
      `Learned again from all ${plural(examples.length, "example")}, for the ${plural(horizon, "day")} after ${lastSeen(ledger, asOf)}`,
      expectation(expected, points.length, comparison.scores[name]!, held),
    ].join("\n"),
    `Why customers leave: the strongest reason of those likelier to leave than most`,
    reasonsTable(customers.rows),
    `Whom to win back. ${customers.worth}`,
    winBackTable(list),
    ...(notes.length === 0 ? [] : [notes.map((note) => `Note: ${note}`).join("\n")]),
  ];
}

function horizonOf({ horizon }: Arguments): number {
  if (horizon === undefined)
    wrongUsage("After how many days without a purchase has a customer left? For example: regulars churn orders.csv --horizon 90");
  if (!(Number.isSafeInteger(horizon) && horizon > 0)) wrongUsage(`--horizon is a whole number of days above 0, not "${horizon}".`);
  return horizon;
}

const DAY = 86_400_000;
const dayNumber = (day: string): number => Date.parse(day) / DAY;
const dayOf = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10);

/** Up to when the file tells who bought. */
function lastSeen({ report: { lastDay } }: Ledger, asOf: string): string {
  return lastDay! < asOf ? lastDay! : asOf;
}

/** The test ends with the file; the examples to learn from end before it begins, one or two horizons earlier. */
function cutOffsOf(ledger: Ledger, asOf: string, horizon: number, { cutOff }: Arguments): { test: string; training: string[] } {
  const first = dayNumber(ledger.report.firstDay!);
  const latest = dayNumber(lastSeen(ledger, asOf)) - horizon + 1;
  const test = cutOff === undefined ? latest : dayNumber(cutOff);
  if (test > latest)
    wrongUsage(`--cut-off is ${dayOf(latest)} or earlier, so that ${horizon} days after it are in the file; not ${cutOff}.`);
  const training = test - horizon;
  if (training <= first) {
    const span = dayNumber(lastSeen(ledger, asOf)) - first + 1;
    badFile(
      `The file covers ${plural(span, "day")}. A horizon of ${horizon} needs ${2 * horizon + 1} before its end${cutOff === undefined ? "" : ` or before the cut-off's horizon ends`}: one horizon to learn from and one to test on. Give a shorter --horizon${cutOff === undefined ? "" : " or a later --cut-off"}.`,
    );
  }
  const older = training - horizon;
  return { test: dayOf(test), training: [training, ...(older - first >= horizon ? [older] : [])].map(dayOf) };
}

function assertBoth(examples: readonly DatedChurnExample[], when: string, horizon: number): void {
  const churned = examples.filter((example) => example.churned).length;
  if (churned > 0 && churned < examples.length) return;
  const who = churned === 0 ? "Everybody" : "Nobody";
  badFile(`${who} bought again within ${plural(horizon, "day")} ${when}: there is nothing to tell apart. Try another --horizon.`);
}

function verdict({ learners, against, winner }: LearnerComparison, best: string, name: string, { learner }: Arguments): string {
  const second = against.find((other) => other.name !== best && other.name !== "naive");
  const luck =
    second === undefined || second.moreThanLuck ? "" : `; that it is ahead of ${second.name} may be luck (p ${second.pValue.toFixed(2)})`;
  const rule = winner === "naive" ? ' The rule "longest overdue" ranks better than every learner here: doubt the probabilities.' : "";
  const auc = learners.find((one) => one.name === best)!.auc!.toFixed(4);
  const used = learner === undefined ? "is used below" : `would be used; ${name} is, as asked`;
  return `${best} ranks best out of time (AUC ${auc}) and ${used}${luck}.${rule}\nnaive: the longest overdue by the customer's own rhythm first. AUC: how often one who left ranks above one who stayed.`;
}

/** The sum of the probabilities, beside how the same sum did in the test. */
function expectation(expected: number, customers: number, tested: Float64Array, held: readonly DatedChurnExample[]): string {
  const said = Math.round(tested.reduce((sum, p) => sum + p, 0));
  const left = held.filter(({ churned }) => churned).length;
  return `About ${plural(Math.round(expected), "customer")} of ${grouped(customers)} may leave, by the sum of their probabilities; in the test that sum was ${grouped(said)}, and ${grouped(left)} left.`;
}

function outputRow(customer: LeavingCustomer, ranks: ReadonlyMap<string, number>, args: Arguments): OutputRow {
  const { customerId, probability, value, reasons } = customer;
  const reason = (i: number): string | null => reasons[i]?.text.en ?? null;
  return {
    customer_id: customerId,
    churn_probability: probability,
    value_at_stake: value,
    money_at_risk: probability * value,
    expected_gain: args.acceptance === undefined ? null : probability * value * args.acceptance - args.offerCost!,
    win_back_rank: ranks.get(customerId) ?? null,
    reason_1: reason(0),
    reason_2: reason(1),
    reason_3: reason(2),
    action: reasons[0]?.action.en ?? null,
  };
}
