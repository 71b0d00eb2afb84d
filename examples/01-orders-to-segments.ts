// From order lines to RFM segments: measure, learn the cut points, score, name.
import { EXAMPLE_SHOP, RFM_GRID, rfm, rfmCuts, rfmScores, segmentSummary, segmentsOf, simulateShop, toLedger } from "regulars";

const orders = simulateShop(EXAMPLE_SHOP, { customers: 1000, from: "2025-01-01", days: 365, seed: 1 });
const ledger = toLedger(orders);
const customers = rfm(ledger, { asOf: "2026-01-01" });
const cuts = rfmCuts(customers);
const segments = segmentsOf(rfmScores(cuts, customers), RFM_GRID);

for (const { name, customers: count, shareOfRevenue } of segmentSummary(customers, segments, RFM_GRID)) {
  const share = shareOfRevenue === undefined ? "–" : `${Math.round(100 * shareOfRevenue)} %`;
  console.log(`${name.en.padEnd(20)} ${String(count).padStart(4)} customers  ${share.padStart(5)} of revenue`);
}

/* prints
Champions             130 customers   27 % of revenue
Loyal                 241 customers   36 % of revenue
Potential loyalist      0 customers    0 % of revenue
New                    64 customers    4 % of revenue
Promising              73 customers    3 % of revenue
Needs attention         0 customers    0 % of revenue
About to sleep         92 customers    3 % of revenue
At risk                96 customers    7 % of revenue
Can't lose             76 customers   11 % of revenue
Hibernating           228 customers    9 % of revenue
*/
