// Who carries the shop: Curry's pyramid, the measured 80/20, and who makes the first half of the revenue.
import { EXAMPLE_SHOP, fitPyramid, gini, rfm, simulateShop, tierOf, topShare } from "regulars";

const orders = simulateShop(EXAMPLE_SHOP, { customers: 1000, from: "2025-01-01", days: 365, seed: 1 });
const values = rfm(orders, { asOf: "2026-01-01" }).map(({ monetary }) => monetary);
const percent = (share: number | undefined) => `${Math.round(100 * (share ?? 0))} %`;

const pyramid = fitPyramid(values);
for (const { name, customers, share, valueShare, from } of pyramid.tiers) {
  console.log(
    `${name.padEnd(7)} ${String(customers).padStart(4)} customers (${percent(share)}) make ${percent(valueShare)}, from ${from ?? "–"}`,
  );
}
console.log(`the best fifth makes ${percent(topShare(values, 0.2))}; Gini ${gini(values)!.toFixed(3)}`);

const abc = fitPyramid(values, { by: "value" });
console.log(`half of the revenue comes from ${abc.tiers[0]!.customers} customers; 500 is in tier ${tierOf(abc, 500)}`);

/* prints
top       10 customers (1 %) make 12 %, from 876.96
big       40 customers (4 %) make 19 %, from 358.56
medium   150 customers (15 %) make 29 %, from 131.9
small    800 customers (80 %) make 39 %, from –
the best fifth makes 61 %; Gini 0.571
half of the revenue comes from 126 customers; 500 is in tier a
*/
