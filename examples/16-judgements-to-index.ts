// From judgements in pairs to a loyalty index: what matters, whether the judges contradict themselves, who is loyal, what to mend.
import { ahpHierarchy, fitIndexSystem, indexScores, judgementMatrix, LOYALTY_EVALUATION, reconsider, SATISFACTION_7 } from "regulars";

// Above the diagonal: value to satisfaction, switching cost, trust; satisfaction to switching cost, trust; switching cost to trust.
const first = judgementMatrix([[2, 4, 1 / 3], [3, 2], [1 / 3]]);
const [worst] = reconsider(first);
console.log(`CR ${ahpHierarchy(LOYALTY_EVALUATION, { judgements: { loyalty: first } }).overall.consistencyRatio.toFixed(3)}`);
console.log(`look again at row ${worst!.row}, column ${worst!.column}: ${worst!.given}; the others say ${worst!.suggested!.toFixed(2)}`);

const judgements = {
  loyalty: judgementMatrix([[2, 4, 1], [3, 1 / 2], [1 / 3]]),
  satisfaction: judgementMatrix([[1 / 3]]),
  trust: judgementMatrix([[2, 3], [2]]),
};
const system = fitIndexSystem(LOYALTY_EVALUATION, [], { judgements, scale: SATISFACTION_7 });
for (const { name, level, weight, consistencyRatio } of system.criteria) {
  if (level < 2)
    console.log(`${name!.en.padEnd(16)} ${weight.toFixed(3)}${consistencyRatio === null ? "" : `  CR ${consistencyRatio.toFixed(3)}`}`);
}

const survey = [
  { customerId: "ann", branch: "north", price_quality: 6, keeping_promises: 7, sales_staff: 6, after_sales: 5, ability: 7, honesty: 7 },
  { customerId: "bob", branch: "north", price_quality: 4, keeping_promises: 2, sales_staff: 5, after_sales: 2, retraining: 6, honesty: 3 },
  { customerId: "cat", branch: "south", after_sales: 6, ability: 5, fairness: null },
];
const { customers, groups, total } = indexScores(system, survey, { group: ({ branch }) => branch });
const percent = (share: number) => `${Math.round(100 * share)} %`;
for (const { customerId, index, coverage, weakest } of customers)
  console.log(`${customerId}: ${index!.toFixed(1)} from ${percent(coverage)} of the weight; mend ${weakest}`);
for (const { group, index } of groups) console.log(`${group} ${index!.toFixed(1)}`);
console.log(`total ${total.index!.toFixed(1)}; mend ${total.weakest.join(", ")}`);

/* prints
CR 0.222
look again at row 3, column 0: 3; the others say 0.44
Customer loyalty 1.000  CR 0.017
Perceived value  0.364
Satisfaction     0.204  CR 0.000
Switching cost   0.090
Trust            0.342  CR 0.008
ann: 90.1 from 59 % of the weight; mend after_sales
bob: 37.0 from 43 % of the weight; mend honesty
cat: 72.9 from 34 % of the weight; mend ability
north 63.5
south 72.9
total 66.7; mend after_sales, honesty, ability
*/
