// Who is about to leave, and why: examples from the past, a model that was tested out of time, today's customers.
import {
  churnExamples,
  churnPoints,
  churnProbability,
  churnReasons,
  compareLearners,
  EXAMPLE_SHOP,
  fitChurnBlend,
  fitChurnForest,
  simulateShop,
  splitOutOfTime,
} from "regulars";

const orders = simulateShop(EXAMPLE_SHOP, { customers: 1500, from: "2024-01-01", days: 731, seed: 1 });
const days = 90;
const examples = churnExamples(orders, { cutOff: ["2025-01-01", "2025-04-01", "2025-07-01", "2025-10-01"], days });
const { training, test, cutOff } = splitOutOfTime(examples, { days });

// Learned on what was known at the cut-off, judged on the 90 days after it.
const { learners, winner } = compareLearners(training, { blend: fitChurnBlend, forest: fitChurnForest }, { test });
for (const { name, auc, brier } of learners) console.log(name.padEnd(6), auc?.toFixed(3), brier?.toFixed(3) ?? "–");
console.log(`${winner} wins on the ${test.length} customers of ${cutOff}`);

const model = fitChurnBlend(examples);
for (const { customerId, point } of churnPoints(orders, { asOf: "2025-12-31" }).slice(0, 3)) {
  const [reason] = churnReasons(model, point);
  console.log(customerId, churnProbability(model, point).toFixed(2), reason?.text.en);
}

/* prints
blend  0.792 0.178
forest 0.760 0.183
naive  0.645 –
blend wins on the 1225 customers of 2025-10-01
C1423 0.73 buys every 278 days or so
C1106 0.89 has not bought for 4.6 times the usual gap
C0539 0.91 has not bought for 5.5 times the usual gap
*/
