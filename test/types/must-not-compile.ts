/** What must not compile. `tsc` fails where an expected error is missing; nothing here runs. */
import {
  chooseK,
  clusterOf,
  cohorts,
  customerLifetimes,
  fitCox,
  fitKMeans,
  fitPyramid,
  type Ledger,
  lifecyclePeriods,
  logRank,
  type Rfm,
  rfm,
  rfmPreset,
  rfmScore,
  segmentBy,
  segmentOf,
  type Transaction,
  tierOf,
  toLedger,
} from "regulars";

declare const rows: readonly Transaction[];
declare const ledger: Ledger;
declare const customer: Rfm;

// @ts-expect-error asOf is always given
rfm(rows);
// @ts-expect-error a misspelt option
rfm(rows, { asof: "2026-01-01" });
// @ts-expect-error an unknown policy
toLedger(rows, { refunds: "drop" });
// @ts-expect-error rows that are not transactions need accessors
toLedger([{ id: 1, when: "2026-01-01", total: 3 }]);
// @ts-expect-error an amount is a number
toLedger([{ customerId: 1, date: "2026-01-01", amount: "3" }]);
// @ts-expect-error a ledger is read-only
ledger.days = new Int32Array(0);
// @ts-expect-error a result is read-only
customer.recency = 3;
// @ts-expect-error a row without recency cannot be scored
rfmScore({ recency: [], frequency: [], monetary: [] }, { customerId: "a", frequency: 1, monetary: 2 });
// @ts-expect-error a row is not a score
segmentOf(customer);

const pyramid = fitPyramid([1, 2, 3], { by: "threshold", from: { gold: 100, rest: null } });
const tier: "gold" | "rest" = tierOf(pyramid, 50);
// @ts-expect-error the tiers are the caller's own names
const wrong: "top" = tierOf(pyramid, 50);

const preset = rfmPreset({ bins: { r: 2, f: 2, m: 2 }, segments: [], otherwise: { key: "all", name: "All", description: "", action: "" } });
// @ts-expect-error the keys are the caller's own
const other: "champions" = segmentOf({ r: 1, f: 1, m: 1 }, preset);

// @ts-expect-error cohorts need their period
cohorts(rows, { asOf: "2026-01-01" });
// @ts-expect-error a day is no period of cohorts
lifecyclePeriods(rows, { asOf: "2026-01-01", by: "day" });
// @ts-expect-error a lapse is given in days, not learnt behind one's back
customerLifetimes(rows, { asOf: "2026-01-01" });
// @ts-expect-error covariates are numbers
fitCox([{ duration: 1, event: true, covariates: { channel: "web" } }]);
// @ts-expect-error groups are named
logRank([{ duration: 1, event: true }]);

const clusters = fitKMeans([{ visits: 1, money: 2, name: "a" }], { k: 1 });
clusterOf(clusters, { visits: 1, money: 2 });
// @ts-expect-error a feature is missing
clusterOf(clusters, { visits: 1 });
// @ts-expect-error a feature is no text
clusterOf(clusters, { visits: 1, money: "2" });
// @ts-expect-error a field that is no number
fitKMeans([{ visits: 1, name: "a" }], { k: 1, features: ["name"] });
// @ts-expect-error a field that is not there
fitKMeans([{ visits: 1 }], { k: 1, features: ["money"] });
// @ts-expect-error a transform of another feature
fitKMeans([{ visits: 1, money: 2 }], { k: 1, features: ["visits"], transform: { money: "none" } });
// @ts-expect-error how many clusters is always given
fitKMeans([customer], {});
// @ts-expect-error recency, frequency and monetary of a customer are its features
const strange: "averageValue" = fitKMeans([customer], { k: 1 }).features[0]!.name;
// @ts-expect-error an order by what is no feature
chooseK([customer], { orderBy: "averageValue" });
// @ts-expect-error a start without a feature
fitKMeans([{ visits: 1, money: 2 }], { k: 1, start: [{ visits: 1 }] });
// @ts-expect-error a column that is not there
fitKMeans({ visits: [1, 2] }, { k: 1, features: ["money"] });
// @ts-expect-error a key that is no field
segmentBy([{ region: "N" }], ["channel"]);

export { other, strange, tier, wrong };
