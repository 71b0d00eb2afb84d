import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reasonsOf } from "../../src/churn/reasons.js";
import { type WinBackCustomer, winBackList } from "../../src/churn/win-back.js";
import { InvalidInputError } from "../../src/errors.js";

const TERMS = { acceptance: 0.3, cost: 11 };
const customers = fc.uniqueArray(
  fc.record({
    customerId: fc.integer({ min: 0, max: 99 }),
    probability: fc.double({ min: 0, max: 1, noNaN: true }),
    value: fc.integer({ min: -50, max: 900 }),
    cost: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }),
    acceptance: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
  }),
  { maxLength: 30, selector: ({ customerId }) => customerId },
) as fc.Arbitrary<WinBackCustomer[]>;

describe("the win-back list", () => {
  test("has nobody who costs more than is expected, and everybody else but for the limits", () => {
    fc.assert(
      fc.property(customers, (some) => {
        const { rows, leftOut, cost, expectedGain } = winBackList(some, TERMS);
        const gains = some.map((one) => one.probability * one.value * (one.acceptance ?? 0.3) - (one.cost ?? 11));
        expect(rows.map((row) => row.expectedGain)).toEqual(gains.filter((gain) => gain > 0).sort((a, b) => b - a));
        expect(leftOut.notWorthwhile).toBe(gains.filter((gain) => gain <= 0).length);
        expect(rows.map(({ rank }) => rank)).toEqual(rows.map((_, i) => i + 1));
        expect(cost).toBeCloseTo(
          rows.reduce((sum, row) => sum + row.cost, 0),
          9,
        );
        expect(expectedGain).toBeCloseTo(
          rows.reduce((sum, row) => sum + row.expectedGain, 0),
          9,
        );
      }),
    );
  });

  test("keeps to its budget and its length, and no customer left out could still be paid", () => {
    fc.assert(
      fc.property(customers, fc.integer({ min: 0, max: 200 }), (some, budget) => {
        const all = winBackList(some, TERMS);
        const { rows, cost, leftOut } = winBackList(some, { ...TERMS, budget });
        expect(cost).toBeLessThanOrEqual(budget);
        expect(rows.length + leftOut.overLimit).toBe(all.rows.length);
        const listed = new Set(rows.map(({ customerId }) => customerId));
        for (const row of all.rows) if (!listed.has(row.customerId)) expect(cost + row.cost).toBeGreaterThan(budget);
        expect(winBackList(some, { ...TERMS, most: 3 }).rows).toEqual(all.rows.slice(0, 3));
      }),
    );
  });

  test("money goes where it brings most, and a dear customer gives way", () => {
    const some = [
      { customerId: "dear", probability: 1, value: 1000, cost: 100 },
      { customerId: "cheap", probability: 1, value: 200, cost: 2 },
      { customerId: "fair", probability: 1, value: 300, cost: 10 },
    ];
    const { rows, leftOut } = winBackList(some, { ...TERMS, budget: 50 });
    expect(rows.map(({ customerId }) => customerId)).toEqual(["fair", "cheap"]);
    expect(leftOut).toEqual({ notWorthwhile: 0, overLimit: 1, gainOverLimit: 200 });
  });

  test("the order of the customers does not matter, ties go by id", () => {
    const some = ["b", "a", "__proto__"].map((customerId) => ({ customerId, probability: 0.5, value: 200 }));
    const ids = winBackList(some, TERMS).rows.map(({ customerId }) => customerId);
    expect(ids).toEqual(["__proto__", "a", "b"]);
    expect(winBackList([...some].reverse(), TERMS).rows.map(({ customerId }) => customerId)).toEqual(ids);
  });

  test("the action is that of the strongest reason", () => {
    const reasons = reasonsOf({
      scale: "log-odds",
      base: 0,
      prediction: 1,
      contributions: [{ feature: "recency", value: 90, contribution: 1 }],
    });
    const { rows } = winBackList(
      [
        { customerId: 7, probability: 0.9, value: 500, reasons },
        { customerId: 8, probability: 0.9, value: 400 },
      ],
      TERMS,
    );
    expect(rows[0]).toMatchObject({ customerId: "7", action: reasons[0]!.action });
    expect(rows[1]!.action).toBeUndefined();
  });

  test("nobody at all", () => expect(winBackList([], TERMS)).toMatchObject({ rows: [], cost: 0, expectedGain: 0 }));
});

describe("bad input", () => {
  const one = { customerId: "a", probability: 0.5, value: 10 };
  test.each<[string, () => unknown, string]>([
    ["an acceptance of 30", () => winBackList([one], { ...TERMS, acceptance: 30 }), "acceptance must be a number from 0 to 1"],
    ["no cost", () => winBackList([one], { acceptance: 0.3 } as never), "cost must be a finite number"],
    ["a negative budget", () => winBackList([one], { ...TERMS, budget: -1 }), "budget"],
    ["a budget as text", () => winBackList([one], { ...TERMS, budget: "10" as never }), "budget must be a number"],
    ["a customer that is null", () => winBackList([one, null as never], TERMS), "row 1: customers must be an object"],
    ["half a customer", () => winBackList([one], { ...TERMS, most: 0.5 }), "most"],
    ["a probability of 2", () => winBackList([one, { ...one, customerId: "b", probability: 2 }], TERMS), "row 1: probability"],
    ["a value that is NaN", () => winBackList([{ ...one, value: Number.NaN }], TERMS), "row 0: value"],
    ["an id twice", () => winBackList([one, one], TERMS), "row 1: customerId"],
    ["no id", () => winBackList([{ ...one, customerId: "" }], TERMS), "row 0: customerId"],
    ["own acceptance beyond 1", () => winBackList([{ ...one, acceptance: 1.5 }], TERMS), "row 0: acceptance"],
    ["own cost below 0", () => winBackList([{ ...one, cost: -1 }], TERMS), "row 0: cost"],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });
});
