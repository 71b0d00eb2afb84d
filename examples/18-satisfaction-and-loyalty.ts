// Satisfaction beside loyalty: who is an apostle, who only a hostage, and what one more point of satisfaction buys.
import {
  behaviour,
  EXAMPLE_SHOP,
  expectedLoyalty,
  explainType,
  fitSatisfactionCurve,
  fitTypology,
  JONES_SASSER,
  satisfactionGain,
  simulateShop,
  typeSummary,
  typesOf,
} from "regulars";

const orders = simulateShop(EXAMPLE_SHOP, { customers: 500, from: "2024-01-01", days: 731, seed: 2 });
const { customers } = behaviour(orders, { asOf: "2025-12-31" });
// Every third customer was asked, on a scale of 0 to 100; here the answers lean on what they did.
const asked = customers.map(({ repeats }, i) => ({
  satisfaction: i % 3 === 0 ? Math.min(100, 20 + 5 * repeats + ((i * 37) % 71)) : undefined,
  loyalty: repeats,
}));

const matrix = fitTypology(JONES_SASSER, asked, { satisfaction: 75, loyalty: "median" });
const types = typesOf(matrix, asked);
console.log(`${matrix.known} of ${matrix.customers} were asked`);
for (const { key, customers: count, action } of typeSummary(JONES_SASSER, types))
  console.log(`${key.padEnd(10)}${String(count).padStart(3)}  ${action}`);
console.log(explainType(matrix, { satisfaction: 40, loyalty: 6 })!.why);

const answers = asked.flatMap(({ satisfaction, loyalty }) => (satisfaction === undefined ? [] : [{ satisfaction, loyal: loyalty > 0 }]));
const curve = fitSatisfactionCurve(answers);
console.log(`one more point at 50: ${(100 * satisfactionGain(curve, 50)).toFixed(1)} points more chance of buying again`);
console.log(
  `80 of 100 under monopoly ${expectedLoyalty(80, "monopoly").toFixed(2)}, in a market ${expectedLoyalty(80, "intense").toFixed(2)}`,
);

/* prints
167 of 500 were asked
apostle    47  Keep them delighted, and give them something to tell.
mercenary  10  Give a reason to stay that a lower price does not beat, or count on single purchases.
hostage    55  Answer their complaints now, while they are still here.
defector   55  Make good what went wrong and ask why; do not buy back those who are no fit.
satisfaction 40 is low (below 75), loyalty 6 is high (from 1)
one more point at 50: 0.8 points more chance of buying again
80 of 100 under monopoly 0.98, in a market 0.33
*/
