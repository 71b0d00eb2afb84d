import { describe, expect, test } from "vitest";
import { grouped } from "../../src/cli/table.js";
import { simulatePurchases } from "../../src/index.js";
import { file, readBack, regulars } from "./run-cli.js";

const csv = (rows: readonly (readonly [string, string, number])[]): string =>
  `customer_id,date,amount\n${rows.map((row) => `${row.join(",")}\n`).join("")}`;
const truth = { kind: "mbg-nbd", params: { r: 0.8, alpha: 60, a: 0.8, b: 2.5 } } as const;
const shop = (customers: number, seed: number, q: number): string =>
  csv(
    simulatePurchases(truth, { customers, days: [30, 365], seed, spend: { kind: "gamma-gamma", params: { p: 3, q, v: 30 } } }).map(
      ({ customerId, date, amount }) => [String(customerId), String(date).slice(0, 10), Math.round(100 * amount) / 100] as const,
    ),
  );
const once = Array.from({ length: 6 }, (_, i) => [`c${i}`, `2026-0${i + 1}-10`, 10 + i] as const);

describe("small files", () => {
  test.each<[string, string]>([
    ["nobody bought again", csv(once)],
    ["one did", csv([...once, ["c1", "2026-05-01", 12]])],
    ["one did, in the holdout", csv([...once, ["c1", "2026-06-20", 12]])],
    ["one customer alone", csv(["2026-01-01", "2026-02-01", "2026-04-01", "2026-04-20"].map((date) => ["a", date, 9] as const))],
    ["two did", csv([...once, ["c1", "2026-05-01", 12], ["c2", "2026-05-03", 9], ["c2", "2026-06-03", 9]])],
    ...[3, 5, 8, 12, 20, 40].map((n) => [`${n} customers`, shop(n, n, 2)] as [string, string]),
    ["40 customers with a long tail of spend", shop(40, 7, 1.2)],
  ])("end with a table or one plain sentence: %s", async (name, text) => {
    const { code, out, err } = await regulars(["clv", file(`${name.replace(/\W/g, "-")}.csv`, text)]);
    expect(out).not.toMatch(/NaN|Infinity|undefined|e\+/);
    if (code === 0) expect(out).toMatch(/^Value in 365 days +[\d,.]+, (with 95 % between [\d,.]+ and [\d,.]+|no interval: .+)$/m);
    else expect(err).toMatch(/^regulars: [A-Z][^\n]+\.\n$/);
    expect(err).not.toMatch(/likelihood|maxIterations|received|at \w+ \(/);
  });

  test("too few to value is said in the block of values, and one is not many", async () => {
    const { out } = await regulars(["clv", file("five.csv", shop(8, 3, 4))]);
    expect(out).toMatch(/Too few customers to value: \d customers? bought again/);
    expect(out).not.toMatch(/\b1 customers\b/);
  });

  test("no number is written as a power of ten", () => {
    expect(grouped(1.7976931348623157e308)).toBe("over 1,000,000,000,000,000");
    expect(grouped(-1e22, 2)).toBe("under -1,000,000,000,000,000");
  });
});

describe("what a shop is told", () => {
  const orders = file("shop.csv", `${shop(300, 5, 4)}refunder,2024-06-05,-40\n`);

  test("the holdout total with its interval, the course of time, who is counted and who is not", async () => {
    const { code, out } = await regulars(["clv", orders]);
    expect(code).toBe(0);
    expect(out).toMatch(/^The model expected [\d,]+ purchases, with 95 % between [\d,]+ and [\d,]+; [\d,]+ came\.$/m);
    expect(out).toMatch(/Actual so far +Expected so far/);
    expect(out).toMatch(/by the 300 customers in this file; new ones are not counted/);
    expect(out).toMatch(/Not in the table, as they have no purchase: 1 more customer, -40\.00/);
    expect(out).toMatch(/The holdout chose among them/);
    expect(out).not.toMatch(/forecast with the season/);
  });

  test("a model that the holdout refutes is said to be refuted", async () => {
    const steady = (customer: number): (readonly [string, string, number])[] =>
      Array.from({ length: 12 }, (_, i) => {
        const day = new Date(Date.UTC(2025, 0, 1 + ((customer * 7) % 28) + 20 * i + ((customer * i) % 11)));
        return [`c${customer}`, day.toISOString().slice(0, 10), 10 + (customer % 5)] as const;
      });
    const rows = Array.from({ length: 60 }, (_, i) => steady(i)).flat();
    const { out } = await regulars(["clv", file("stopped.csv", csv(rows)), "--as-of", "2026-06-30", "--model", "nbd"]);
    expect(out).toMatch(/The model missed the test.*: the interval of the value holds only if the model is right/);
    expect(out).toMatch(/everybody is taken to have been silent since/);
  });

  test("refunds alone are told by fit and score too, and score prints the total", async () => {
    const saved = file("told.json");
    expect((await regulars(["fit", orders, "--out", saved])).out).toMatch(/Not in the table, as they have no purchase: 1 more customer/);
    const { out } = await regulars(["score", orders, "--model", saved]);
    expect(out).toMatch(/Not in the table, as they have no purchase: 1 more customer/);
    expect(out).toMatch(/^Value in 365 days +[\d,.]+, by the 300 customers in this file$/m);
  });

  test("models are not put to orders that were counted in another way, nor used when edited", async () => {
    const saved = file("counted.json");
    await regulars(["fit", orders, "--out", saved]);
    const other = await regulars(["score", orders, "--model", saved, "--refunds", "ignore"]);
    expect([other.code, other.err]).toEqual([
      2,
      expect.stringMatching(/was learned with --refunds net, and this file is read with ignore/),
    ]);
    const edited = file("edited.json", readBack(saved).replace('"refunds": "net"', '"refunds": "ignore"'));
    const { code, err } = await regulars(["score", orders, "--model", edited, "--refunds", "ignore"]);
    expect([code, err]).toEqual([1, expect.stringMatching(/was edited/)]);
  });

  test.each<[string[], RegExp]>([
    [["--days", "-5"], /written with "=": --days=-5/],
    [["--days=-5"], /--days is above 0 and at most 36,500/],
    [["--days", "0"], /--days is above 0/],
    [["--annual-discount=-0.1"], /--annual-discount is a share such as 0.1/],
    [["--annual-discount", "-0.1"], /is written with "="/],
  ])("%j is refused with a way out", async (options, message) => {
    const { code, err } = await regulars(["clv", orders, ...options]);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  });
});
