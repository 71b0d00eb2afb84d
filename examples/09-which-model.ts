// Which model, and is it any good? Fit on what was known in March, hold it against the year that came, and against rules of thumb.
import { chooseModel, EXAMPLE_SHOP, evaluate, holdout, simulateShop, toLedger, tracking } from "regulars";

const ledger = toLedger(simulateShop(EXAMPLE_SHOP, { customers: 3000, from: "2025-01-01", days: 820, seed: 1 }));
const days = 365;
const { customers, newcomers } = holdout(ledger, { at: "2026-03-31", until: "2027-03-31" });
console.log(`${customers.length} customers are known; ${newcomers.customers} came later, whom no model could know`);

const { model, candidates, notes } = chooseModel(customers, { days, candidates: ["nbd", "bg-nbd", "mbg-nbd", "pareto-nbd"] });
for (const { kind, aicExcess, holdout: accuracy } of candidates) {
  console.log(kind.padEnd(10), `AIC +${aicExcess!.toFixed(0)}`.padEnd(8), `rmse ${accuracy!.rmse.toFixed(3)}`);
}
for (const note of notes) console.log(note);

const { forecasts, actual, winner, byRepeats } = evaluate(model, customers, { days });
console.log(`${actual} purchases came`);
for (const { name, total, rmse, wins } of forecasts) {
  console.log(name.padEnd(11), total.toFixed(0).padStart(5), rmse.toFixed(2), `best in ${wins.length}`);
}
const bands = byRepeats.map(({ repeats, forecast, actual: came }) => `${repeats}: ${forecast.toFixed(1)}/${came.toFixed(1)}`);
console.log(`${winner} wins; forecast/came by repeats: ${bands.join("  ")}`);

const { cumulativeActual, cumulativeExpected } = tracking(model, ledger, { until: "2027-03-31", acquiredBy: "2026-03-31" }).at(-1)!;
console.log(`repeat purchases since the first day: ${cumulativeActual}, expected ${cumulativeExpected.toFixed(0)}`);

/* prints
1583 customers are known; 1417 came later, whom no model could know
bg-nbd     AIC +0   rmse 3.126
mbg-nbd    AIC +11  rmse 3.120
pareto-nbd AIC +53  rmse 3.137
nbd        AIC +581 rmse 4.123
bg-nbd has the lowest AIC, 10.6 below mbg-nbd.
mbg-nbd forecast the holdout better still, but the likelihood speaks against it by 10.6 of AIC.
3156 purchases came
model        3220 3.13 best in 5
last period  3118 3.71 best in 1
own rate     6356 8.33 best in 0
hiatus       5579 8.21 best in 0
model wins; forecast/came by repeats: 0: 1.1/1.1  1: 1.3/1.1  2: 1.9/1.8  3: 2.5/2.8  4: 3.2/4.1  5: 2.7/2.3  6: 4.1/4.0  7: 7.5/7.1
repeat purchases since the first day: 6390, expected 6427
*/
