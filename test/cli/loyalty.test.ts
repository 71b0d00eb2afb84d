import { describe, expect, test } from "vitest";
import { describeShared, sharedPath } from "../shared-data.js";
import { file, readBack, regulars } from "./run-cli.js";

/** Customers c0 … who buy c % 6 + 1 times, ten days apart, with a category and a discount. */
const orders = (customers: number): string =>
  `customer_id,date,amount,category,discount\n${Array.from({ length: customers }, (_, c) =>
    Array.from({ length: (c % 6) + 1 }, (_, i) => {
      const date = new Date(Date.UTC(2026, 0, 1 + (c % 7) + 12 * i)).toISOString().slice(0, 10);
      return `c${c},${date},${10 + c},${["tea", "cups"][i % 2]},${c % 2 === 0 ? 0 : 4}\n`;
    }).join(""),
  ).join("")}`;
const survey = (rows: readonly string[], head = "customer_id,satisfaction,attitude,nps,intention"): string =>
  `${[head, ...rows].join("\n")}\n`;

const rowsOf = (text: string): Record<string, string>[] => {
  const [head, ...lines] = text
    .trim()
    .split("\r\n")
    .map((line) => line.split(","));
  return lines.map((cells) => Object.fromEntries(head!.map((name, i) => [name, cells[i]!])));
};

/** Thirty customers with two gaps that differ. */
const RHYTHM = `customer_id,date,amount\n${Array.from({ length: 30 }, (_, c) =>
  ["2026-01-01", `2026-01-${10 + (c % 9)}`, "2026-02-10"].map((date) => `c${c},${date},5\n`).join(""),
).join("")}`;

describe("loyalty", () => {
  test("from transactions alone: base, index, ladder, causes, drivers, and what is not known", async () => {
    const out = file("loyalty.csv");
    const { code, out: said, err } = await regulars(["loyalty", file("orders.csv", orders(60)), "--out", out]);
    expect([code, err]).toEqual([0, ""]);
    expect(said).toContain("Columns  customer = customer_id, date = date, amount = amount, category = category, discount = discount");
    expect(said).toContain("Bought again  50 of 60 customers, 83.3 %");
    expect(said).toContain("Then          2nd to 3rd 80.0 %, 3rd to 4th 75.0 %");
    expect(said).toMatch(/Loyalty index from transactions alone, 0 to 100\n\nIndex /);
    expect(said).toMatch(/Client +50 +83\.3 %/);
    expect(said).toMatch(/^Price /m);
    expect(said).toMatch(/What goes with buying again: measured up to 2026-0\d-\d\d, told by the \d+ days after it/);
    expect(said).toContain("\n  productId: Different products\n");
    expect(said).toContain("--survey survey.csv");
    expect(said).not.toContain("Dick & Basu");
    expect(said).not.toMatch(/NaN|undefined|Infinity/);
    const rows = rowsOf(readBack(out));
    expect(rows).toHaveLength(60);
    expect(rows[5]).toMatchObject({
      customer_id: "c5",
      purchases: "6",
      mean_gap: "12",
      regularity: "1",
      categories: "2",
      full_price_share: "0",
      ladder: "client",
      cause: "price",
      purchases_365_days: "6",
      spend_365_days: "90",
    });
    for (const part of ["patronage", "presence", "habit", "cross_buying", "price_insensitivity"])
      expect(Number(rows[5]![`index_${part}`]), part).toBeGreaterThanOrEqual(0);
    expect(rows[0]!.index_habit).toBe("");
    expect(Number(rows[5]!.loyalty_index)).toBeGreaterThan(0);
    expect(rows[0]).toMatchObject({ purchases: "1", mean_gap: "", satisfaction: "", dick_basu: "" });
  });

  test("with a survey: quadrants, bands, the curve, and everybody of either file", async () => {
    const answers = Array.from(
      { length: 40 },
      (_, c) => `c${c},${(c % 5) + 1},${c % 3 === 0 ? 5 : 2},${c % 11},${c % 4 === 0 ? "" : (c % 5) + 1}`,
    );
    const path = file("survey.csv", survey([...answers, "stranger,4,5,10,5"]));
    const out = file("with-survey.json");
    const { code, out: said } = await regulars(["loyalty", file("orders.csv", orders(60)), "--survey", path, "--out", out]);
    expect(code).toBe(0);
    expect(said).toContain(
      "satisfaction = satisfaction (1 to 5), attitude = attitude (1 to 5), recommend = nps (0 to 10), intention = intention (1 to 5)",
    );
    expect(said).toContain("of 40 among 60 buyers (66.7 %)");
    expect(said).toContain("1 customer of the survey has no purchase in the file; they are kept");
    for (const heading of [
      "Attitude and patronage (Dick & Basu)",
      "Satisfaction and loyalty (Jones & Sasser)",
      "Intention to buy again",
      "Ten points more satisfaction",
    ])
      expect(said).toContain(heading);
    expect(said).toContain(`Written: ${out}, 61 customers`);
    const rows = JSON.parse(readBack(out)) as Record<string, unknown>[];
    expect(rows).toHaveLength(61);
    expect(rows.at(-1)).toMatchObject({
      customer_id: "stranger",
      purchases: null,
      loyalty_index: null,
      satisfaction: 75,
      attitude: 100,
      recommend: 10,
      intention_band: "high",
      ladder: "prospect",
    });
    expect(rows[45]).toMatchObject({ satisfaction: null, dick_basu: null, jones_sasser: null });
    expect(rows[4]).toMatchObject({ satisfaction: 100, attitude: 25, dick_basu: "spurious" });
  });

  test("the scale may be said; ids are data", async () => {
    const path = file("scale.csv", survey(["__proto__,5"], "customer;satisfaction").replace(",", ";"));
    const shop = file("proto.csv", "customer_id,date,amount\n__proto__,2026-01-01,5\n__proto__,2026-02-01,5\nb,2026-02-01,5\n");
    const out = file("proto.json");
    const { code, out: said } = await regulars(["loyalty", shop, "--survey", path, "--survey-scale", "10", "--out", out]);
    expect([code, said.includes("satisfaction (1 to 10)")]).toEqual([0, true]);
    expect((JSON.parse(readBack(out)) as Record<string, unknown>[])[0]).toMatchObject({
      customer_id: "__proto__",
      satisfaction: (4 / 9) * 100,
    });
  });

  test.each([
    ["English, five grades", ["c0,Very Satisfied", "c1,neutral", "c2,"], [100, 50, null]],
    ["Chinese, seven grades", ["c0,很满意", "c1,较满意", "c2,4"], [100, (4 / 6) * 100, 50]],
  ])("grades may be written out: %s", async (_, answers, expected) => {
    const path = file("words.csv", survey(answers, "customer_id,satisfaction"));
    const out = file("words.json");
    const { code } = await regulars(["loyalty", file("orders.csv", orders(3)), "--survey", path, "--out", out]);
    expect(code).toBe(0);
    expect((JSON.parse(readBack(out)) as Record<string, unknown>[]).map(({ satisfaction }) => satisfaction)).toEqual(expected);
  });

  test("lines without a customer are left out and said; N/A is no answer", async () => {
    const path = file("holes.csv", survey(["c0,5", ",4", "N/A,3", "c1,n/a", "c2,NULL"], "customer_id,satisfaction"));
    const out = file("holes.json");
    const { code, out: said } = await regulars(["loyalty", file("orders.csv", orders(3)), "--survey", path, "--out", out]);
    expect(code).toBe(0);
    expect(said).toContain("Left out  2 lines of the survey without a customer: line 3, line 4");
    expect(said).toContain("of 1 among 3 buyers (33.3 %)");
    const rows = JSON.parse(readBack(out)) as Record<string, unknown>[];
    expect(rows.map(({ satisfaction }) => satisfaction)).toEqual([100, null, null]);
  });

  test("a survey of other people, or of ids written in another way, is said", async () => {
    const path = file("others.csv", survey(["00,5", "01,4"], "customer_id,satisfaction"));
    const { code, out: said } = await regulars(["loyalty", file("orders.csv", orders(3)), "--survey", path]);
    expect(code).toBe(0);
    expect(said).toContain("nobody who answered bought: are customers written alike? c0 in the orders, 01 in the survey");
  });

  test("a rhythm of a few customers is not printed, that of many says of how many", async () => {
    const few = await regulars(["loyalty", file("orders.csv", orders(6))]);
    expect(few.out).not.toContain("Rhythm");
    const many = await regulars(["loyalty", file("rhythm.csv", RHYTHM)]);
    expect(many.out).toMatch(/^Rhythm +\d+\.\d\d \(.*\), from 30 customers with three purchases$/m);
  });

  test.each([
    [
      "an answer that is no number",
      survey(["c1,good"], "customer_id,satisfaction"),
      'line 2: satisfaction must be a number, a grade such as "very satisfied", or blank, not "good"',
    ],
    ["an answer off its scale", survey(["c1,5,,11"]), "line 2: recommend must be from 0 to 10, not 11"],
    ["a customer twice", survey(["c1,5", "c1,4"], "customer_id,satisfaction"), "line 3: c1 has answered before"],
    ["no question", survey(["c1,5"], "customer_id,colour"), "no column of answers"],
    ["no customer", survey(["c1,5"], "who,satisfaction"), "no column of customers"],
    ["names alone", survey([]), "holds column names but no answers"],
    ["nothing", "", "is empty"],
  ])("a survey with %s", async (_, content, message) => {
    const { code, err } = await regulars(["loyalty", file("orders.csv", orders(6)), "--survey", file("bad-survey.csv", content)]);
    expect(code).toBe(1);
    expect(err).toContain(message);
  });

  test.each([
    [["--survey-scale", "6"], "--survey-scale is 5 or 7 or 10 or 100"],
    [["--holdout-days", "1.5"], "--holdout-days is a whole number of days"],
    [["--survey", "-"], "Standard input can hold the orders or the survey"],
    [["--bins", "5"], "--bins belongs to"],
  ])("%j is refused", async (flags, message) => {
    const { code, err } = await regulars(["loyalty", "-", ...flags], orders(6));
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test("the survey is never written over", async () => {
    const path = file("mine.csv", survey(["c1,5"], "customer_id,satisfaction"));
    const { code, err } = await regulars(["loyalty", file("orders.csv", orders(6)), "--survey", path, "--out", path]);
    expect([code, err.includes("would overwrite the answers of --survey")]).toEqual([2, true]);
  });

  test("one customer, one order", async () => {
    const { code, out } = await regulars(["loyalty", file("one.csv", "customer_id,date,amount\na,2026-01-01,5\n")]);
    expect(code).toBe(0);
    expect(out).not.toMatch(/NaN|undefined|Infinity/);
  });

  test("a holdout longer than the file", async () => {
    const { code, err } = await regulars(["loyalty", file("orders.csv", orders(6)), "--holdout-days", "999"]);
    expect([code, err.includes("leaves nothing to measure")]).toEqual([1, true]);
  });
});

describeShared("whole files", () => {
  test.each([
    ["data/cdnow_sample.csv", "1,139 of 2,357 customers, 48.3 %", "Rhythm        1.10"],
    ["data/online_retail.csv.gz", "2,777 of 4,335 customers, 64.1 %", "product = StockCode"],
  ])("%s", async (path, again, other) => {
    const out = file("whole.csv");
    const { code, out: said } = await regulars(["loyalty", sharedPath(path), "--out", out]);
    expect(code).toBe(0);
    for (const text of [again, other, "What goes with buying again", "Repeat purchases "]) expect(said).toContain(text);
    expect(said).not.toMatch(/NaN|undefined|Infinity/);
    expect(readBack(out)).not.toMatch(/NaN|undefined|Infinity/);
  });
});
