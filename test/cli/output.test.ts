import { describe, expect, test } from "vitest";
import { csvSample } from "../../src/cli/csv.js";
import { csvText } from "../../src/cli/output.js";
import { grouped, money, moneyColumn, percent, plural, table } from "../../src/cli/table.js";

describe("CSV that is written", () => {
  test.each(["=1+1", "+49 30", "-5", "@sum", "\tx", "\rx"])("text %j cannot run as a formula", (text) => {
    expect(csvSample(csvText(["id", "n"], [{ id: text, n: 1 }]), ",", 2)[1]?.[0]).toBe(`'${text}`);
  });

  test("numbers are left as they are, quotes and line ends are quoted", () => {
    const rows = [
      { a: -5.5, b: 'say "hi"', c: null },
      { a: 1e21, b: "x,y\nz", c: "plain" },
    ];
    expect(csvText(["a", "b", "c"], rows)).toBe('a,b,c\r\n-5.5,"say ""hi""",\r\n1e+21,"x,y\nz",plain\r\n');
  });
});

describe("numbers and tables", () => {
  test("numbers are grouped the same everywhere", () => {
    expect([0, 999, 1000, 1234567, -1234].map((value) => grouped(value))).toEqual(["0", "999", "1,000", "1,234,567", "-1,234"]);
    expect([grouped(1234.5678, 2), grouped(-0.001, 2), grouped(999.999, 2)]).toEqual(["1,234.57", "0.00", "1,000.00"]);
    expect([money(12.5), money(12345.6), percent(0.1234), percent(undefined)]).toEqual(["12.50", "12,346", "12.3 %", ""]);
    expect(moneyColumn([12.5, 20000, undefined])).toEqual(["13", "20,000", ""]);
    expect([plural(1, "row"), plural(2000, "row")]).toEqual(["1 row", "2,000 rows"]);
  });

  test("columns stand side by side", () => {
    const text = table([
      { title: "Who", cells: ["a", "ccc"] },
      { title: "N", cells: ["1", "20"], right: true },
    ]);
    expect(text).toBe("Who   N\n---  --\na     1\nccc  20");
  });
});
