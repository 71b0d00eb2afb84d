// Whom to win back: probability × value × acceptance above the cost, the best first, as far as the budget goes.
import {
  churnExamples,
  churnPoints,
  churnProbability,
  churnReasons,
  churnThreshold,
  EXAMPLE_SHOP,
  fitChurnBlend,
  rfm,
  simulateShop,
  winBackList,
} from "regulars";

const asOf = "2025-12-31";
const orders = simulateShop(EXAMPLE_SHOP, { customers: 1500, from: "2024-01-01", days: 731, seed: 1 });
const model = fitChurnBlend(churnExamples(orders, { cutOff: ["2025-04-01", "2025-07-01", "2025-10-01"], days: 90 }));
const spent = new Map(rfm(orders, { asOf }).map(({ customerId, monetary, frequency }) => [customerId, { monetary, frequency }]));

const customers = churnPoints(orders, { asOf }).map(({ customerId, point }) => ({
  customerId,
  probability: churnProbability(model, point),
  // What two years brought, at a margin of 40 %, halved for the year to come.
  value: (0.4 * spent.get(customerId)!.monetary) / 2,
  reasons: churnReasons(model, point),
}));
const list = winBackList(customers, { acceptance: 0.2, cost: 2, budget: 100 });
for (const { rank, customerId, probability, expectedGain, action } of list.rows.slice(0, 3)) {
  console.log(rank, customerId, probability.toFixed(2), expectedGain.toFixed(2), action?.en);
}
const { notWorthwhile, overLimit } = list.leftOut;
console.log(`${list.rows.length} offers for ${list.cost} gain ${list.expectedGain.toFixed(0)}`);
console.log(`${notWorthwhile} are not worth one, ${overLimit} are beyond the budget`);
const terms = { value: 40, acceptance: 0.2, offerCost: 2, contactCost: 0.1, stayersAcceptance: 0.5 };
console.log(`a customer worth 40: write from a probability of ${churnThreshold(terms)?.toFixed(2)} on`);

/* prints
1 C1388 0.57 87.33 Show bundles and new products in what they already buy.
2 C1161 0.64 50.87 Show bundles and new products in what they already buy.
3 C1358 0.96 43.42 Write now, with what usually comes next after their last order.
50 offers for 100 gain 1080
797 are not worth one, 653 are beyond the budget
a customer worth 40: write from a probability of 0.13 on
*/
