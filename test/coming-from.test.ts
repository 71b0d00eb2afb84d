import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as regulars from "../src/index.js";
import { ROOT } from "./source-files.js";

/** The calls in the right column of every table of the page. */
const calls = new Set(
  readFileSync(join(ROOT, "docs/coming-from.md"), "utf8")
    .split("\n")
    .flatMap((line) => (/^\| .* \|$/.test(line) ? [line.split("|").slice(2).join("|")] : []))
    .flatMap((cell) => cell.split("`").filter((part, i) => i % 2 === 1 && /\w\(|\w\.map/.test(part))),
);

const truth = { kind: "pareto-nbd", params: { r: 0.9, alpha: 40, s: 1, beta: 120 } } as const;
const money = { kind: "gamma-gamma", params: { p: 4, q: 4, v: 30 } } as const;
const rows = regulars.simulatePurchases(truth, { customers: 300, days: [150, 545], from: "2025-01-01", spend: money });
const [at, until] = ["2026-03-31", "2026-06-29"];
const customers = regulars.holdout(rows, { at, until }).customers.map((customer, i) => ({ ...customer, covariates: { large: i % 2 } }));
const donors = [0, 1, 2, 3, 5].map((repeats) => ({ repeats, lastPurchaseOpportunity: repeats, opportunities: 5 }));
const weights = [40, 10, 10, 20, 20];
const measured = regulars.rfm(rows, { asOf: at });
const pareto = regulars.fitParetoNbd(customers);

/** What the words of the tables stand for. */
const words = {
  ...regulars,
  ...{ rows, ledger: regulars.toLedger(rows), at, asOf: at, day: at, until, days: 90, options: {} },
  columns: {
    customerId: (row: regulars.Transaction) => row.customerId,
    date: (row: regulars.Transaction) => row.date,
    amount: (row: regulars.Transaction) => row.amount,
  },
  ...{ customers, customer: customers[0], history: customers[0], covariates: { large: 1 }, purchase: ["large"], dropout: [] },
  ...{ repeats: 2, lastPurchaseAge: 30, age: 90, n: 3, m: 2, from: 10, to: 20, annualDiscountRate: 0.1, margin: 0.3, periodDays: 365 },
  ...{ model: pareto, purchases: regulars.fitBgNbd(customers), spend: regulars.fitGammaGamma(customers), json: JSON.stringify(pareto) },
  season: regulars.fitSeason(rows, pareto, { asOf: at }),
  draws: regulars.bootstrap(customers, regulars.fitParetoNbd, { repeats: 3 }).models,
  ...{ fit: regulars.fitBgNbd, cohortOf: ({ age }: regulars.PurchaseHistory) => (age > 200 ? "old" : "new") },
  ...{
    summary: [{ frequency: 2, recency: 30, T: 38 }],
    unit: "week",
    gaps: [
      [1, 2, 3],
      [4, 5, 3],
    ],
  },
  ...{ lastPurchaseOpportunity: 3, opportunities: 5, renewals: 3, active: true, survivors: [100, 80, 70, 65], period: 2, renewal: 1 },
  cuts: regulars.rfmCuts(measured),
};

/** Where `model` or `customers` means something else: covariates, occasions, contracts, spend, RFM. */
const readings: readonly Record<string, unknown>[] = [
  words,
  { ...words, model: regulars.fitParetoNbdCovariates(customers) },
  { ...words, model: regulars.fitBgBb(donors, { weights }), customer: donors[2], customers: donors, weights },
  { ...words, model: regulars.fitSbg({ survivors: words.survivors }) },
  { ...words, model: words.spend },
  { ...words, customers: measured },
];

test("there are many", () => expect(calls.size).toBeGreaterThan(70));

test.each([...calls])("%s", (call) => {
  const errors: string[] = [];
  for (const reading of readings) {
    try {
      const value: unknown = new Function(...Object.keys(reading), `return (${call});`)(...Object.values(reading));
      expect(value).toBeDefined();
      expect(value).not.toBeNaN();
      return;
    } catch (error) {
      errors.push(String(error));
    }
  }
  expect.fail(errors.join("\n"));
});
