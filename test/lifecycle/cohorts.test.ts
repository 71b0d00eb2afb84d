import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bracketRetention, type CalendarUnit, cohorts, lifecyclePeriods, rfm, type Transaction, toLedger } from "../../src/index.js";
import { calendar, periodTable } from "../../src/transactions/calendar.js";
import { isoDay } from "../../src/transactions/day.js";
import { relabelled, shops } from "./ledgers.js";

const UNITS = ["week", "month", "quarter", "year"] as const satisfies CalendarUnit[];
const END = "2026-01-31";
const units = fc.constantFrom(...UNITS);

describe("calendar periods", () => {
  // ISO 8601 weeks belong to the year of their Thursday.
  test.each([
    ["2010-01-03", "2009-W53", "2010-01", "2010-Q1", "2010"],
    ["2010-01-04", "2010-W01", "2010-01", "2010-Q1", "2010"],
    ["2024-12-30", "2025-W01", "2024-12", "2024-Q4", "2024"],
    ["2011-12-09", "2011-W49", "2011-12", "2011-Q4", "2011"],
    ["1969-12-31", "1970-W01", "1969-12", "1969-Q4", "1969"],
    ["0099-03-01", "0099-W09", "0099-03", "0099-Q1", "0099"],
  ])("%s lies in %s, %s, %s and %s", (date, ...names) => {
    const day = Date.parse(`${date}T00:00:00Z`) / 86_400_000;
    UNITS.forEach((unit, i) => {
      const { periodOf, nameOf, firstDay } = calendar(unit);
      expect(nameOf(periodOf(day))).toBe(names[i]);
      expect(firstDay(periodOf(day))).toBeLessThanOrEqual(day);
      expect(firstDay(periodOf(day) + 1)).toBeGreaterThan(day);
    });
  });

  test("the table is the function", () => {
    for (const unit of UNITS) {
      const { first, periods } = periodTable(unit, 15_000, 15_800);
      const { periodOf } = calendar(unit);
      for (const [i, period] of periods.entries()) expect(first + period).toBe(periodOf(15_000 + i));
    }
  });
});

/** The triangle by hand: sets of customers by the text of the period. */
function naive(rows: readonly Transaction[], by: CalendarUnit) {
  const { periodOf, nameOf } = calendar(by);
  const ledger = toLedger(rows);
  const bought = new Map<string, number[]>();
  ledger.customerIds.forEach((id, c) => {
    for (let row = ledger.offsets[c]!; row < ledger.offsets[c + 1]!; row++)
      if (ledger.purchase[row]) bought.set(id, [...(bought.get(id) ?? []), periodOf(ledger.days[row]!)]);
  });
  const active = (cohort: string, age: number): number =>
    [...bought.values()].filter(([first = 0, ...rest]) => nameOf(first) === cohort && [first, ...rest].includes(first + age)).length;
  return { active, customers: bought.size };
}

describe("cohorts", () => {
  test("the triangle is that of counting by hand, and its sizes sum to the customers", () => {
    fc.assert(
      fc.property(shops, units, (rows, by) => {
        const found = cohorts(rows, { asOf: END, by });
        const byHand = naive(rows, by);
        expect(found.customers).toBe(byHand.customers);
        expect(found.triangle.reduce((sum, { size }) => sum + size, 0)).toBe(found.customers);
        for (const { cohort, size, active, retention, activeOrLater } of found.triangle) {
          for (const [age, count] of active.entries()) expect(count).toBe(byHand.active(cohort, age));
          expect(active[0]).toBe(size);
          expect(activeOrLater[0]).toBe(size);
          expect(retention[0]).toBe(1);
          for (let age = 1; age < active.length; age++) {
            expect(activeOrLater[age]!).toBeLessThanOrEqual(activeOrLater[age - 1]!);
            expect(active[age]!).toBeLessThanOrEqual(activeOrLater[age]!);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test("money and purchases are those of rfm; order of rows and names of customers are irrelevant", () => {
    fc.assert(
      fc.property(shops, units, (rows, by) => {
        const found = cohorts(rows, { asOf: END, by });
        const measured = rfm(rows, { asOf: END });
        const money = measured.reduce((sum, { monetary }) => sum + monetary, 0);
        const last = found.triangle.map(({ cumulativeRevenue }) => cumulativeRevenue.at(-1)!);
        expect(last.reduce((sum, value) => sum + value, 0)).toBeCloseTo(money, 8);
        const purchases = found.triangle.flatMap((cohort) => cohort.purchases).reduce((sum, value) => sum + value, 0);
        expect(purchases).toBe(measured.reduce((sum, { frequency }) => sum + frequency, 0));
        expect(cohorts(relabelled(rows).reverse(), { asOf: END, by })).toEqual(found);
      }),
      { numRuns: 60 },
    );
  });

  test("gross retention is at most 1, and at most net where nothing was refunded", () => {
    fc.assert(
      fc.property(shops, units, (rows, by) => {
        const paid = rows.filter(({ amount }) => amount > 0);
        for (const { grossRevenueRetention: gross, netRevenueRetention: net } of cohorts(paid, { asOf: END, by }).triangle) {
          gross.forEach((value, age) => {
            expect(value!).toBeLessThanOrEqual(1 + 1e-12);
            expect(value!).toBeLessThanOrEqual(net[age]! + 1e-12);
          });
        }
      }),
      { numRuns: 40 },
    );
  });

  test("a period that is not over is named, and the ages leave it out", () => {
    const rows = ["2026-01-05", "2026-02-07", "2026-03-01"].map((date) => ({ customerId: "ann", date, amount: 10 }));
    const open = cohorts(rows, { asOf: "2026-03-30", by: "month" });
    expect(open.unfinished).toBe("2026-03");
    expect(open.ages.map(({ age, active }) => [age, active])).toEqual([
      [0, 1],
      [1, 1],
    ]);
    const over = cohorts(rows, { asOf: "2026-03-31", by: "month" });
    expect(over.unfinished).toBeUndefined();
    expect(over.ages.map(({ valuePerCustomer }) => valuePerCustomer)).toEqual([10, 20, 30]);
  });

  test("money is free of the noise of its sum: what nets to nothing has no revenue to retain", () => {
    const rows = ["2026-01-05", "2026-01-06", "2026-02-07"].map((date, i) => ({ customerId: "ann", date, amount: [0.1, 0.2, 5][i]! }));
    rows.push({ customerId: "ann", date: "2026-01-09", amount: -0.3 });
    const { triangle, ages } = cohorts(rows, { asOf: "2026-02-28", by: "month" });
    expect(triangle[0]).toMatchObject({ revenue: [0, 5], netRevenueRetention: [undefined, undefined] });
    expect(triangle[0]!.grossRevenueRetention).toEqual([undefined, undefined]);
    expect(ages.map(({ valuePerCustomer }) => valuePerCustomer)).toEqual([0, 5]);
  });

  test("an instant falls into the period of the ledger's time zone", () => {
    const rows = [{ customerId: "ann", date: "2026-01-31T23:30:00Z", amount: 10 }];
    const of = (timeZone: string) => cohorts(toLedger(rows, { timeZone }), { asOf: "2026-03-01", by: "month" }).triangle[0]!.cohort;
    expect([of("UTC"), of("Europe/Berlin"), of("America/New_York")]).toEqual(["2026-01", "2026-02", "2026-01"]);
  });

  test("nobody is no cohort; refunds before the first purchase count for its period", () => {
    expect(cohorts([], { asOf: END, by: "month" })).toMatchObject({ customers: 0, triangle: [], ages: [], unfinished: undefined });
    expect(lifecyclePeriods([], { asOf: END, by: "month" }).periods).toEqual([]);
    const rows = [
      { customerId: "ann", date: "2025-11-05", amount: -4 },
      { customerId: "ann", date: "2026-01-05", amount: 10 },
    ];
    const [ann] = cohorts(rows, { asOf: END, by: "month" }).triangle;
    expect([ann!.cohort, ann!.revenue]).toEqual(["2026-01", [6]]);
    expect(lifecyclePeriods(rows, { asOf: END, by: "month" }).periods.map(({ revenue }) => revenue)).toEqual([6]);
  });

  test.each([
    ["a period that is none", () => cohorts([], { asOf: END, by: "day" as never }), "by must be"],
    ["a period of the prototype", () => lifecyclePeriods([], { asOf: END, by: "toString" as never }), "by must be"],
    [
      "a date of another age",
      () => cohorts([{ customerId: "a", date: "0001-01-01", amount: 1 }], { asOf: END, by: "week" }),
      "by must be long enough",
    ],
    ["no date", () => cohorts([], { asOf: "soon", by: "month" }), "asOf"],
    ["brackets that fall", () => bracketRetention([], { asOf: END, to: [60, 30] }), "to must be"],
    ["no bracket", () => bracketRetention([], { asOf: END, to: [] }), "to must be"],
    ["half a day", () => bracketRetention([], { asOf: END, to: [0.5] }), "to must be"],
  ])("%s", (_, call, message) => expect(call).toThrow(message));
});

describe("brackets", () => {
  test("are those of counting by hand", () => {
    fc.assert(
      fc.property(shops, (rows) => {
        const to = [7, 30, 90, 365];
        const ledger = toLedger(rows);
        const last = Date.parse(`${END}T00:00:00Z`) / 86_400_000;
        const lives = ledger.customerIds.flatMap((_, c) => {
          const days = [...ledger.days.subarray(ledger.offsets[c]!, ledger.offsets[c + 1]!)].filter(
            (_, i) => ledger.purchase[ledger.offsets[c]! + i],
          );
          return days.length > 0 ? [days] : [];
        });
        const found = bracketRetention(ledger, { asOf: END, to });
        expect(found.customers).toBe(lives.length);
        found.brackets.forEach(({ from, to: until, eligible, active, activeOrLater }) => {
          const old = lives.filter(([first = 0]) => last - first >= until);
          expect(eligible).toBe(old.length);
          const within = (days: number[], end: number): boolean => days.some((day) => day - days[0]! >= from && day - days[0]! <= end);
          expect(active).toBe(old.filter((days) => within(days, until)).length);
          expect(activeOrLater).toBe(old.filter((days) => within(days, 1e9)).length);
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe("periods", () => {
  test("active is new, returning and resurrecting; who was active stays or falls asleep; all new ones are all customers", () => {
    fc.assert(
      fc.property(shops, units, (rows, by) => {
        const { periods } = lifecyclePeriods(rows, { asOf: END, by });
        let before = 0;
        for (const one of periods) {
          expect(one.active).toBe(one.new + one.returning + one.resurrecting);
          expect(one.returning + one.dormant).toBe(before);
          if (one.quickRatio !== undefined) expect(one.quickRatio).toBe((one.new + one.resurrecting) / one.dormant);
          if (one.grossRevenueRetention !== undefined) expect(one.grossRevenueRetention).toBeLessThanOrEqual(1 + 1e-12);
          before = one.active;
        }
        const measured = rfm(rows, { asOf: END });
        expect(periods.reduce((sum, one) => sum + one.new, 0)).toBe(measured.length);
        expect(periods.reduce((sum, one) => sum + one.revenue, 0)).toBeCloseTo(
          measured.reduce((sum, { monetary }) => sum + monetary, 0),
          8,
        );
        expect(lifecyclePeriods(relabelled(rows).reverse(), { asOf: END, by }).periods).toEqual(periods);
      }),
      { numRuns: 60 },
    );
  });

  test("follow each other without a gap up to asOf, with the quiet ones", () => {
    const rows = ["2025-11-05", "2026-01-07"].map((date) => ({ customerId: "ann", date, amount: 10 }));
    const { periods } = lifecyclePeriods(rows, { asOf: "2026-02-10", by: "month" });
    expect(periods.map(({ period, active, resurrecting, dormant, complete }) => [period, active, resurrecting, dormant, complete])).toEqual(
      [
        ["2025-11", 1, 0, 0, true],
        ["2025-12", 0, 0, 1, true],
        ["2026-01", 1, 1, 0, true],
        ["2026-02", 0, 0, 1, false],
      ],
    );
    expect(periods[0]).toMatchObject({ from: "2025-11-01", to: "2025-11-30", quickRatio: undefined, retention: undefined });
    expect(isoDay(20_454)).toBe("2026-01-01");
  });
});
