import { describe, expect, test } from "vitest";
import { simulatePurchases } from "../../src/index.js";
import { describeShared, sharedPath } from "../shared-data.js";
import { file, readBack, regulars } from "./run-cli.js";

const model = { kind: "mbg-nbd", params: { r: 0.8, alpha: 20, a: 0.8, b: 2.5 } } as const;
const spend = { kind: "gamma-gamma", params: { p: 6, q: 4, v: 15 } } as const;
const shop = (customers: number): string =>
  `customer_id,date,amount\n${simulatePurchases(model, { customers, days: [30, 600], spend })
    .map(({ customerId, date, amount }) => `${customerId},${String(date).slice(0, 10)},${amount.toFixed(2)}\n`)
    .join("")}`;
const orders = file("orders.csv", shop(400));

describeShared("clv on real files", () => {
  test("CDNOW: the published holdout, the winner and the values of all customers", async () => {
    const out = file("values.csv");
    const cdnow = sharedPath("data/cdnow_sample.csv");
    const { code, out: said, err } = await regulars(["clv", cdnow, "--as-of", "1998-06-30", "--holdout-days", "273", "--out", out]);
    expect([code, err]).toEqual([0, ""]);
    expect(said).toMatch(/learned up to 1997-09-30, tested on the 273 days/);
    // ln L in days: −9582.43 and −9594.98 in weeks, less Σx ln 7
    expect(said).toMatch(/bg-nbd +-14,363\.53 +0\.6 +0\.6 +1,653 +-12\.1 %/);
    expect(said).toMatch(/pareto-nbd +-14,376\.08 +25\.7 +25\.7 +1,666 +-11\.5 %/);
    expect(said).toMatch(/^0 +1,411 +0\.237 +0\.185$/m);
    expect(said).toMatch(/Actual 1,882\. Most wins: model\./);
    expect(said).toMatch(/Value so far +244,092$/m);
    expect(said).toMatch(/Value in 365 days +[\d,]+, with 95 % between [\d,]+ and [\d,]+$/m);
    const lines = readBack(out).trim().split("\r\n");
    expect(lines).toHaveLength(2358);
    expect(lines[0]).toMatch(/^customer_id,historic_clv,predicted_clv,total_clv,.*churn_probability,expected_date_of_next_order$/);
    const [, historic, predicted, total] = lines[1]!.split(",").map(Number);
    expect(historic! + predicted!).toBeCloseTo(total!, 9);
  });

  test("Online Retail: regular buyers, newcomers and rows without a customer are told", async () => {
    const retail = sharedPath("data/online_retail.csv.gz");
    const options = ["--refunds", "ignore", "--zero-amounts", "ignore", "--holdout-days", "90", "--margin", "0.3"];
    const { code, out } = await regulars(["clv", retail, ...options]);
    expect(code).toBe(0);
    expect(out).toMatch(/bg-cnbd-k \* /);
    expect(out).toMatch(/Not forecast: 953 customers who came later/);
    expect(out).toMatch(/135,080 rows without a customer id/);
    expect(out).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe("clv", () => {
  test("on any file: comparison, rivals, values, notes; nothing that is no number", async () => {
    const { code, out } = await regulars([
      "clv",
      orders,
      "--margin",
      "0.4",
      "--annual-discount",
      "0.1",
      "--days",
      "90",
      "--question",
      "churn",
    ]);
    expect(code).toBe(0);
    expect(out).toMatch(/Model +Log-likelihood/);
    expect(out).not.toMatch(/\bbg-nbd\b/);
    expect(out).toMatch(/The best customers by value in the next 90 days/);
    expect(out).not.toMatch(/NaN|Infinity|undefined/);
  });

  test.each([
    [["clv", orders, "--holdout-days", "0.5"], 2, "--holdout-days is a whole number of days"],
    [["clv", orders, "--holdout-days", "5000"], 1, "leaves nothing to learn from"],
    [["clv", orders, "--model", "poisson"], 2, "--model is one of nbd, bg-nbd"],
    [["clv", orders, "--margin", "3"], 1, "margin must be between 0 and 1"],
    [["clv", orders, "--days", "soon"], 2, "--days is a number"],
    [["fit", orders], 2, "regulars fit orders.csv --out model.json"],
    [["score", orders], 2, "regulars score new.csv --model model.json"],
    [["score", orders, "--model", file("none.json")], 1, "could not be read"],
    [["score", orders, "--model", file("bad.json", "{")], 1, "is no JSON"],
    [["score", orders, "--model", file("other.json", '{"kind":"rfm-cuts"}')], 1, "holds no models of this version"],
    [["rfm", orders, "--days", "3"], 2, "--days belongs to: clv, score"],
  ])("%j", async (args, exit, message) => {
    const { code, err } = await regulars(args);
    expect(err).toContain(message);
    expect(code).toBe(exit);
  });

  test("too few repeats are said, not thrown", async () => {
    const once = file("once.csv", "customer_id,date,amount\na,2026-01-01,5\nb,2026-02-01,5\nc,2026-03-01,6\nd,2026-03-02,6\n");
    const { code, err } = await regulars(["clv", once]);
    expect(code).toBe(1);
    expect(err).toMatch(/second time|fit no model/);
  });
});

describe("fit and score", () => {
  test("what was saved scores another file, and the same file as clv does", async () => {
    const saved = file("model.json");
    const fitted = await regulars(["fit", orders, "--model", "mbg-nbd", "--out", saved]);
    expect([fitted.code, fitted.err]).toEqual([0, ""]);
    expect(fitted.out).toMatch(/mbg-nbd +r /);
    expect(JSON.parse(readBack(saved))).toMatchObject({ kind: "value-models", schemaVersion: 1, purchases: { kind: "mbg-nbd" } });
    const values = file("scores.csv");
    const direct = file("direct.csv");
    expect((await regulars(["score", orders, "--model", saved, "--out", values])).code).toBe(0);
    expect((await regulars(["clv", orders, "--model", "mbg-nbd", "--out", direct])).code).toBe(0);
    expect(readBack(values)).toBe(readBack(direct));
    const other = await regulars(["score", file("new.csv", shop(20)), "--model", saved, "--days", "30"]);
    expect(other.out).toMatch(/By mbg-nbd and (gamma-gamma|log-normal-spend)/);
  });

  test("a model that was edited is refused", async () => {
    const saved = file("edited.json");
    await regulars(["fit", orders, "--model", "nbd", "--out", saved]);
    const edited = file("edited2.json", readBack(saved).replace(/"alpha": \d/, '"alpha": 9'));
    const { code, err } = await regulars(["score", orders, "--model", edited]);
    expect(code).toBe(1);
    expect(err).toMatch(/fingerprint must be/);
  });
});
