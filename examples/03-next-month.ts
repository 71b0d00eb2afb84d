// Keep the cut points: next month's customers are scored by the same yardstick, so that moves between segments mean something.
import { EXAMPLE_SHOP, type RfmCuts, rfm, rfmCuts, rfmScores, segmentMigration, segmentsOf, simulateShop, toLedger } from "regulars";

const ledger = toLedger(simulateShop(EXAMPLE_SHOP, { customers: 1000, from: "2025-01-01", days: 400, seed: 1 }));

const saved = JSON.stringify(rfmCuts(rfm(ledger, { asOf: "2025-12-31" })));
const cuts = JSON.parse(saved) as RfmCuts;

const segmentsAt = (asOf: string) => {
  const customers = rfm(ledger, { asOf });
  const segments = segmentsOf(rfmScores(cuts, customers));
  return customers.map(({ customerId, monetary }, i) => ({ customerId, segment: segments[i]!, value: monetary }));
};
const moves = segmentMigration(segmentsAt("2025-12-31"), segmentsAt("2026-01-31"));

for (const flow of moves.flows) {
  console.log(
    `${flow.state.padEnd(20)} ${String(flow.before).padStart(4)} → ${String(flow.after).padStart(4)}  +${flow.gained} −${flow.lost}`,
  );
}

/* prints
champions             134 →   90  +65 −109
loyal                 198 →  267  +140 −71
new                    47 →   35  +35 −47
promising              86 →   60  +60 −86
about_to_sleep         85 →  115  +83 −53
at_risk                91 →  110  +23 −4
cant_lose              71 →   87  +19 −3
hibernating           205 →  230  +38 −13
*/
