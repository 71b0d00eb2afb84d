import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BEHAVIOUR_FEATURES } from "../../src/churn/behaviour-features.js";
import { explainChurn } from "../../src/churn/explain.js";
import { fitChurnForest } from "../../src/churn/forest.js";
import { CHURN_REASONS, type ReasonWording } from "../../src/churn/reason-table.js";
import { churnReasons, reasonsOf } from "../../src/churn/reasons.js";
import { InvalidInputError } from "../../src/errors.js";
import { someExamples } from "./examples.js";

const explanation = (contributions: [string, number | string | undefined, number][]) => ({
  scale: "log-odds" as const,
  base: 0,
  prediction: 0,
  contributions: contributions.map(([feature, value, contribution]) => ({ feature, value, contribution })),
});

describe("the table of reasons", () => {
  test("has every feature that is made from transactions", () => {
    expect(Object.keys(CHURN_REASONS).sort()).toEqual(Object.keys(BEHAVIOUR_FEATURES).sort());
  });

  test.each(Object.entries(CHURN_REASONS))(
    "%s is said in both languages, with its value",
    (_, { text, zero, one, negative, once, action }) => {
      for (const language of ["en", "zh"] as const) {
        expect(text[language]).toContain("{value}");
        for (const words of [zero, one]) if (words) expect(words[language]).not.toContain("{");
        if (negative) expect(negative[language]).toContain("{value}");
        if (once) expect(once.action[language].length).toBeGreaterThan(5);
        expect(action[language].length).toBeGreaterThan(5);
      }
      for (const words of [text.zh, action.zh]) expect(words).toMatch(/[一-鿿]/u);
      for (const words of [text.en, action.en]) expect(words).not.toMatch(/[一-鿿]/u);
    },
  );
});

describe("reasons in words", () => {
  test("values are rounded as their feature is read", () => {
    const reasons = reasonsOf(
      explanation([
        ["overdueRatio", 3.24, 0.5],
        ["recency", 96, 0.4],
        ["returnRate", 0.126, 0.3],
        ["purchases90", 0, 0.2],
        ["spend90", -0.2, 0.1],
        ["tariff", 12.3456, 0.05],
      ]),
      { most: 6 },
    );
    expect(reasons.map(({ text }) => text.en)).toEqual([
      "has not bought for 3.2 times the usual gap",
      "last bought 96 days ago",
      "has sent back 13 % of what was bought",
      "no purchase in the last 90 days",
      "spent 0 in the last 90 days",
      "tariff is 12.35",
    ]);
    expect(reasons[0]!.text.zh).toBe("未购买时间已达平时间隔的3.2倍");
    expect(reasons[5]!.action.en).toContain("tariff");
  });

  test("one is one, nothing is nothing, and refunds are no spending", () => {
    const texts = (...pairs: [string, number][]) =>
      reasonsOf(explanation(pairs.map(([feature, value]) => [feature, value, 1])), { most: 20 }).map(({ text }) => text);
    const said = texts(
      ["recency", 1],
      ["purchases30", 1],
      ["purchases90", 2],
      ["meanGap", 1.2],
      ["overdueRatio", 0.98],
      ["distinctCategories", 1],
      ["linesPerPurchase", 1],
      ["spend30", -40.4],
      ["returnRate", 0.001],
      ["gapDeviation", 0],
    );
    expect(said.map(({ en }) => en)).toEqual([
      "last bought 1 day ago",
      "1 purchase in the last 30 days",
      "2 purchases in the last 90 days",
      "buys every day or so",
      "has not bought for as long as the usual gap",
      "knows 1 category",
      "buys 1 product at a time",
      "got back 40 more than was spent in the last 30 days",
      "has sent back less than 1 % of what was bought",
      "shows no variation between purchases yet",
    ]);
    expect(said[7]!.zh).toBe("近30天退款比消费多40");
    expect(said[8]!.zh).toBe("退货金额占购买金额的不到1%");
    expect(texts(["overdueRatio", 45], ["meanGap", 0])[0]!.en).toBe("last bought 45 days ago");
  });

  test("nobody with a single purchase is told of a usual gap, rhythm or basket", () => {
    const names = Object.keys(CHURN_REASONS).filter((name) => name !== "frequency");
    const once = reasonsOf(explanation([["frequency", 1, 2], ...names.map((name): [string, number, number] => [name, 120, 1])]), {
      most: 30,
    });
    expect(once[0]!.text).toEqual({ en: "has bought only once so far", zh: "只购买过1次" });
    for (const { text, action } of once) {
      expect(text.en).not.toMatch(/times the usual|buys every|irregularly|stayed away|of the usual one|\{|\}/);
      expect(text.zh).not.toMatch(/平均每|倍|曾有|\{|\}/);
      if (text.en.includes("only")) expect(action).toEqual(CHURN_REASONS.frequency.action);
    }
    expect(once.find(({ feature }) => feature === "longestGap")!.text.en).toBe("has not come back since the only purchase 120 days ago");
  });

  test("what is not known is said to be so", () => {
    expect(reasonsOf(explanation([["plan", undefined, 1]]))[0]!.text).toEqual({ en: "plan is not known", zh: "plan未知" });
  });

  test("own wording comes first, and names like __proto__ are only names", () => {
    const wording: ReasonWording = { text: { en: "pays {value}", zh: "支付{value}" }, action: { en: "Ask.", zh: "询问。" }, decimals: 2 };
    const [plan, proto] = reasonsOf(
      explanation([
        ["plan", "basic $& {feature}", 2],
        ["__proto__", 1, 1],
      ]),
      { wording: { plan: wording } },
    );
    expect(plan!.text.en).toBe("pays basic $& {feature}");
    expect(proto!.text.en).toBe("__proto__ is 1");
  });

  test("only what speaks for leaving, the strongest first, as shares of it", () => {
    const examples = someExamples(300);
    const model = fitChurnForest(examples, { trees: 10 });
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.integer({ min: 0, max: 5 }), ({ point }, most) => {
        const reasons = churnReasons(model, point, { most });
        const { contributions } = explainChurn(model, point);
        const towards = contributions.filter(({ contribution }) => contribution > 0);
        expect(reasons.map(({ feature }) => feature)).toEqual(towards.slice(0, most).map(({ feature }) => feature));
        const shares = reasons.reduce((sum, { share }) => sum + share, 0);
        if (most >= towards.length && towards.length > 0) expect(shares).toBeCloseTo(1, 12);
        else expect(shares).toBeLessThanOrEqual(1);
      }),
    );
  });

  test.each<[string, () => unknown, string]>([
    ["-1 reasons", () => reasonsOf(explanation([]), { most: -1 }), "most"],
    [
      "wording without Chinese",
      () => reasonsOf(explanation([["plan", 1, 1]]), { wording: { plan: { text: { en: "x" } } as never } }),
      "wording.plan.text.zh must be a text",
    ],
    [
      "seven decimals",
      () => reasonsOf(explanation([["plan", 1, 1]]), { wording: { plan: { ...CHURN_REASONS.recency, decimals: 7 as 0 } } }),
      "wording.plan.decimals",
    ],
  ])("refuses %s", (_, run, message) => {
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });
});
