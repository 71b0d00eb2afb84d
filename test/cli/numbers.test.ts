import { describe, expect, test } from "vitest";
import { numberReader } from "../../src/cli/numbers.js";

describe("amount cells", () => {
  test.each([
    ["12", 12],
    ["12.50", 12.5],
    ["-3", -3],
    ["+3", 3],
    [".5", 0.5],
    ["1e3", 1000],
    ["1,234.56", 1234.56],
    ["1,23,456.5", 123456.5],
    ["$1,234.56", 1234.56],
    ["-$5.00", -5],
    ["$-5.00", -5],
    ["€ 12", 12],
    ["12 €", 12],
    ["USD 12.5", 12.5],
    ["12.5 EUR", 12.5],
    ["¥1,000", 1000],
    ["R$ 5.5", 5.5],
    ["US$5", 5],
    ["12 kr", 12],
    ["5 EUR-", -5],
    ["($5.00)", -5],
    ["100元", 100],
    ["(5.00)", -5],
    ["5.00-", -5],
    ["−5", -5],
    ["1 234.5", 1234.5],
    ["1\u00a0234.5", 1234.5],
    ["1'234.50", 1234.5],
    [" 7 ", 7],
  ])("%j is %d", (cell, value) => expect(numberReader(".").read(cell)).toBe(value));

  test.each([
    ["12,50", 12.5],
    ["1.234,56", 1234.56],
    ["1.234", 1234],
    ["1 234,56 €", 1234.56],
    ["-12,5", -12.5],
    ["12", 12],
  ])("with a decimal comma %j is %d", (cell, value) => expect(numberReader(",").read(cell)).toBe(value));

  test.each([
    "",
    " ",
    "abc",
    "0x1f",
    "12abc5",
    "12x",
    "3 pcs",
    "INV123",
    "ABC",
    "1.2.3",
    "12,50",
    "1,2345",
    "--5",
    "(-5)",
    "-",
    ".",
    "1/2",
    "NaN",
    "Infinity",
  ])("%j is no number and stays text", (cell) => expect(numberReader(".").read(cell)).toBe(cell));

  test("a cell that can only be read one way decides the sign", () => {
    const read = (...sample: string[]) => {
      const reader = numberReader();
      for (const cell of sample) reader.learn(cell);
      return [reader.decimal, reader.evidence];
    };
    expect(read("12", "1.234", "12,50")).toEqual([",", "seen"]);
    expect(read("1,234", "12.50")).toEqual([".", "seen"]);
    expect(read("1.234,56")).toEqual([",", "seen"]);
    expect(read("0.125")).toEqual([".", "seen"]);
    expect(read("1.234")).toEqual([".", "assumed"]);
    expect(read("1,234")).toEqual([".", "assumed"]);
    expect(read("12", "")).toEqual([".", "none"]);
  });

  test("without a sample the first number with a sign decides, and what contradicts it stays text", () => {
    const reader = numberReader();
    expect(["5", "12,50", "12.50"].map((cell) => reader.read(cell))).toEqual([5, 12.5, "12.50"]);
  });
});
