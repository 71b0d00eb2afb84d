// What a model leaves out: the calendar, and whether customers won at different times are alike.
import {
  byCohort,
  EXAMPLE_SHOP,
  expectedPurchases,
  expectedPurchasesInSeason,
  fitMbgNbd,
  fitSeason,
  purchaseHistories,
  simulateShop,
  toLedger,
} from "regulars";

const asOf = "2027-10-31";
const ledger = toLedger(simulateShop(EXAMPLE_SHOP, { customers: 2000, from: "2025-01-01", days: 1095, seed: 1 }));
const customers = purchaseHistories(ledger, { asOf });
const model = fitMbgNbd(customers);

const season = fitSeason(ledger, model, { asOf });
console.log("index, January first:", season.index.map((level) => level.toFixed(2)).join(" "));
for (const note of season.notes) console.log(note);

const came = purchaseHistories(ledger, { asOf: "2027-12-31" });
const repeats = new Map(came.map((customer) => [customer.customerId, customer.repeats]));
let plain = 0;
let seasonal = 0;
let actual = 0;
for (const customer of customers) {
  plain += expectedPurchases(model, customer, 61);
  seasonal += expectedPurchasesInSeason(model, customer, 61, { season, asOf });
  actual += repeats.get(customer.customerId)! - customer.repeats;
}
console.log(`November and December: ${plain.toFixed(0)} expected, ${seasonal.toFixed(0)} with the season, ${actual} came`);

const { better, pValue } = byCohort(customers, { fit: fitMbgNbd, cohortOf: ({ age }) => (age > 669 ? "2025" : "later") });
console.log(`one model or one for each cohort? ${better}, p = ${pValue!.toFixed(3)}`);

/* prints
index, January first: 0.86 0.76 0.87 1.00 1.01 0.90 0.87 0.85 0.93 1.11 1.32 1.49
A higher season (index 1.32 after 1.11) begins on the day after the calibration ends: forecast with the season.
November and December: 549 expected, 770 with the season, 874 came
one model or one for each cohort? pooled, p = 0.526
*/
