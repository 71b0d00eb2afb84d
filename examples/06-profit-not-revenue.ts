// The whale curve: the best customers make more than the whole profit, the tail gives some of it back.
import { customerProfits, EXAMPLE_SHOP, fitPyramid, profitCurve, rfm, simulateShop } from "regulars";

const orders = simulateShop(EXAMPLE_SHOP, { customers: 1000, from: "2025-01-01", days: 365, seed: 1 });
const customers = rfm(orders, { asOf: "2026-01-01" });
const revenue = customers.map(({ monetary }) => monetary);
// A margin of 45 %, and 12 to serve each order.
const costs = customers.map(({ frequency }) => 12 * frequency);
const curve = profitCurve(customerProfits(revenue, { margin: 0.45, costs }));

console.log(
  `${curve.peak.customers} customers make ${Math.round(curve.peak.profit)}; the others give back ${Math.round(curve.givenBack.profit)}`,
);
for (const { name, customers: count, from } of fitPyramid(revenue, { by: "profit", margin: 0.45, costs }).tiers) {
  console.log(`${name.padEnd(8)} ${String(count).padStart(4)} customers, profit from ${from === null ? "–" : from.toFixed(2)}`);
}

/* prints
557 customers make 19820; the others give back 3989
platinum   50 customers, profit from 86.89
gold      126 customers, profit from 29.39
iron      381 customers, profit from 0.00
lead      443 customers, profit from –
*/
