import { describe, expect, test } from "vitest";
import { compareLearners } from "../../src/churn/evaluate.js";
import { churnExamples } from "../../src/churn/examples.js";
import { fitChurnLogistic } from "../../src/churn/logistic.js";
import { splitOutOfTime } from "../../src/churn/out-of-time.js";
import { EXAMPLE_SHOP } from "../../src/clv/shop.js";
import { simulateShop } from "../../src/clv/simulate.js";
import { InvalidInputError } from "../../src/errors.js";

describe("out of time", () => {
  const rows = simulateShop(EXAMPLE_SHOP, { customers: 400, days: 730, arrivals: 365 });
  const cutOffs = ["2025-08-01", "2025-11-03", "2025-12-01", "2026-02-01"];
  const examples = churnExamples(rows, { cutOff: cutOffs, days: 90 });

  test("learns from what was known at the last cut-off, to the day", () => {
    const { training, test: last, leftOut, cutOff } = splitOutOfTime(examples, { days: 90 });
    // 2025-11-03 + 90 days is 2026-02-01
    expect(new Set(training.map((one) => one.cutOff))).toEqual(new Set(cutOffs.slice(0, 2)));
    expect(leftOut).toEqual(["2025-12-01"]);
    expect(cutOff).toBe("2026-02-01");
    expect(last).toEqual(examples.filter((one) => one.cutOff === cutOff));
    expect(splitOutOfTime(examples, { days: 91 }).leftOut).toEqual(["2025-11-03", "2025-12-01"]);
  });

  test("judges learners beside the overdue rule", () => {
    const { training, test: last } = splitOutOfTime(examples, { days: 90 });
    const found = compareLearners(training, { logistic: (some) => fitChurnLogistic(some, { transform: "signed-log" }) }, { test: last });
    expect(found.learners.map(({ name }) => name)).toEqual(["logistic", "naive"]);
    expect(found.against).toHaveLength(1);
    expect(found.notes).toEqual([]);
    expect(found.scores.logistic).toHaveLength(last.length);
  });

  test.each<[string, () => unknown, string]>([
    ["half a day", () => splitOutOfTime(examples, { days: 0.5 }), "days"],
    [
      "one cut-off",
      () =>
        splitOutOfTime(
          examples.filter(({ cutOff }) => cutOff === "2026-02-01"),
          { days: 90 },
        ),
      "2025-11-03 or earlier",
    ],
    ["nobody", () => splitOutOfTime([], { days: 90 }), "examples must be of two cut-offs"],
    ["no date", () => splitOutOfTime([{ ...examples[0]!, cutOff: 5 as never }], { days: 90 }), "row 0: cutOff"],
    ["a date that is none", () => splitOutOfTime([{ ...examples[0]!, cutOff: "soon" }], { days: 90 }), "cutOff"],
  ])("refuses %s", (_, run, message) => {
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });
});
