import { describe, expect, test } from "vitest";
import { describeShared, sharedPath } from "../shared-data.js";
import { file, readBack, regulars } from "./run-cli.js";

const day = (n: number): string => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10);
/** Twelve customers, each buying every so many days, and one whose id is a trap. */
const ORDERS = `customer_id,date,amount,category\n${Array.from({ length: 12 }, (_, c) =>
  Array.from({ length: 10 }, (_, i) => i * (10 + 3 * c))
    .filter((at) => at + 5 * c < 300)
    .map((at, i) => `${c === 0 ? "__proto__" : `c${c}`},${day(at + 5 * c)},${c === 1 && i > 6 ? 5 : 40},${i % 3}\n`)
    .join(""),
).join("")}`;

describe("cohorts", () => {
  test("prints the triangle, the value, the brackets and the growth, and writes every cell", async () => {
    const out = file("cohorts.csv");
    const { code, out: text, err } = await regulars(["cohorts", file("orders.csv", ORDERS), "--out", out]);
    expect([code, err]).toEqual([0, ""]);
    expect(text).toContain("the last day in the file (--as-of to change)");
    expect(text).toMatch(/^2025-01 +7 +/m);
    expect(text).toMatch(/^2025-02 +5 +/m);
    expect(text).toMatch(/^All +12 +/m);
    expect(text).toContain("is not over by");
    expect(text).toMatch(/^1–30 /m);
    expect(text).toMatch(/^2025-01 +7 +7 +0 +0 +0/m);
    const rows = readBack(out).trim().split("\r\n");
    expect(rows[0]).toMatch(/^cohort,from,size,age,active,retention/);
    expect(rows).toContain(rows.find((row) => row.startsWith("2025-02,2025-02-01,5,0,5,1,")));
    expect(text).toContain(`Written: ${out}, ${rows.length - 1} rows`);
  });

  test("by week, quarter and year; up to a day", async () => {
    const orders = file("orders.csv", ORDERS);
    for (const [period, cohort] of [
      ["week", "2025-W01"],
      ["quarter", "2025-Q1"],
      ["year", "2025"],
    ] as const) {
      const { out } = await regulars(["cohorts", orders, "--period", period]);
      expect(out).toMatch(new RegExp(`^${cohort} +\\d+`, "m"));
    }
    expect((await regulars(["cohorts", orders, "--as-of", "2025-01-31"])).out).not.toContain("is not over by");
  });

  test("a year mistyped is said to be one", async () => {
    for (const [wrong, span] of [
      ["0202-01-01", "0202-01-01 to 2026-02-01"],
      ["9999-12-31", "2026-01-01 to 9999-12-31"],
    ]) {
      const path = file("mistyped.csv", `customer_id,date,amount\nann,2026-01-01,20\nann,2026-02-01,20\nbob,${wrong},20\n`);
      const { code, err } = await regulars(["cohorts", path]);
      expect([code, err]).toEqual([1, expect.stringContaining(`From ${span} there are too many months for a table`)]);
      expect((await regulars(["cohorts", path, "--period", "year"])).code).toBe(0);
    }
  });
});

describe("lifecycle", () => {
  test("prints rhythm, stages, moves and warnings, and writes a row for each customer", async () => {
    const out = file("lifecycle.json");
    const { code, out: text, err } = await regulars(["lifecycle", file("orders.csv", ORDERS), "--out", out]);
    expect([code, err]).toEqual([0, ""]);
    expect(text).toMatch(/^Lapsed +after \d+ days without a purchase, within which 90 % of the repeat purchases came/m);
    expect(text).toMatch(/^Second purchase .*Kaplan–Meier/m);
    expect(text).toMatch(/^Established +\d+ /m);
    expect(text).toContain("of 100 in each stage before");
    expect(text).toMatch(/^Basket shrinking +\d+ +\d+/m);
    const rows = JSON.parse(readBack(out)) as { customer_id: string; stage: string; overdue: number }[];
    expect(rows).toHaveLength(12);
    expect(rows[0]!.customer_id).toBe("__proto__");
    expect(rows.every(({ overdue }) => overdue >= 0 && overdue <= 1)).toBe(true);
    expect(text).toContain("Written: ");
  });

  test("with days of one's own; nobody twice needs them", async () => {
    const once = file("once.csv", "customer_id,date,amount\nann,2026-01-05,20\nbob,2026-02-07,12\n");
    const failed = await regulars(["lifecycle", once]);
    expect([failed.code, failed.err]).toEqual([1, expect.stringContaining("--lapse-days 180")]);
    const { code, out } = await regulars(["lifecycle", once, "--lapse-days", "20"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Lapsed +after 20 days without a purchase \(/m);
    expect(out).toMatch(/^Dormant +1 /m);
  });

  test("who has bought too seldom for a sign is not told that columns are missing", async () => {
    const thrice = file("thrice.csv", `customer_id,date,amount\n${[0, 10, 20].map((at) => `ann,${day(at)},20\n`).join("")}`);
    const { out } = await regulars(["lifecycle", thrice]);
    expect(out).toMatch(/^Gap stretched +1 +0 /m);
    expect(out).toContain("as none of them has bought 6 times for money: Basket shrinking, Breadth narrowing, Returns rising");
    expect(out).not.toContain("for want of");
    expect(out).not.toContain("vary by chance");
  });

  test.each([
    [["lifecycle", "--lapse-days", "2.5"], "--lapse-days is a whole number"],
    [["lifecycle", "--period", "week"], "--period belongs to: cohorts"],
    [["cohorts", "--period", "day"], "--period is month or week or quarter or year"],
    [["cohorts", "--lapse-days", "30"], "--lapse-days belongs to: lifecycle"],
  ])("%j is refused", async ([command, ...options], message) => {
    const { code, err } = await regulars([command!, file("orders.csv", ORDERS), ...options]);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });
});

describeShared("on CDNOW", () => {
  test("one cohort of 23,570, of whom 22.8 % buy in the second quarter", async () => {
    const { out } = await regulars(["cohorts", sharedPath("data/cdnow_master.csv"), "--period", "quarter"]);
    expect(out).toMatch(/^1997-Q1 +23,570 +22\.8 +18\.1 +17\.9 +16\.2 +14\.1/m);
  });
});
