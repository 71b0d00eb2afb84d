import { describe, expect, test } from "vitest";
import { CLASSIC_125, explainSegment, InvalidInputError, KLAVIYO, RFM_GRID, rfmPreset, segmentOf } from "../../src/index.js";

describe("explainSegment", () => {
  test("says which rule holds the score", () => {
    expect(explainSegment({ r: 5, f: 4, m: 1 })).toEqual({
      segment: "champions",
      name: { en: "Champions", zh: "重要价值客户" },
      code: "541",
      why: "recency 5 (needs 5), frequency 4 (needs 4–5)",
      better: undefined,
      moves: [
        { dimension: "recency", from: 5, to: 4, segment: "loyal" },
        { dimension: "frequency", from: 4, to: 3, segment: "potential_loyalist" },
      ],
    });
  });

  test("better is the smallest rise of one score that leads elsewhere", () => {
    expect(explainSegment({ r: 2, f: 2, m: 1 }).better).toEqual({ dimension: "recency", from: 2, to: 3, segment: "about_to_sleep" });
    expect(explainSegment({ r: 1, f: 5, m: 1 }).better).toEqual({ dimension: "recency", from: 1, to: 3, segment: "loyal" });
  });

  test("names the codes, or that no rule holds the score", () => {
    expect(explainSegment({ r: 1, f: 1, m: 2 }, KLAVIYO).why).toBe("112 is one of the codes of Inactive: 111, 112, 113, 121");
    const preset = rfmPreset({
      bins: { r: 2, f: 1, m: 1 },
      segments: [{ key: "here", rule: [{ r: [2, 2] }] }],
      otherwise: { key: "gone", name: "Gone" },
    });
    expect(explainSegment({ r: 1, f: 1, m: 1 }, preset)).toMatchObject({
      segment: "gone",
      why: "no rule holds 111: everything else is Gone",
    });
    const all = rfmPreset({ bins: { r: 1, f: 1, m: 1 }, segments: [{ key: "all", name: "All", rule: [{}] }] });
    expect(explainSegment({ r: 1, f: 1, m: 1 }, all)).toMatchObject({ why: "All takes every score", moves: [], better: undefined });
  });

  test("every move leads where it says", () => {
    for (const preset of [RFM_GRID, CLASSIC_125] as const) {
      for (let code = 0; code < 125; code++) {
        const score = { r: 1 + Math.floor(code / 25), f: 1 + (Math.floor(code / 5) % 5), m: 1 + (code % 5) };
        const { segment, moves } = explainSegment<string>(score, preset);
        expect(segment).toBe(segmentOf<string>(score, preset));
        for (const { dimension, from, to, segment: target } of moves) {
          const key = ({ recency: "r", frequency: "f", monetary: "m" } as const)[dimension];
          expect(score[key]).toBe(from);
          expect(segmentOf<string>({ ...score, [key]: to }, preset)).toBe(target);
          expect(target).not.toBe(segment);
        }
      }
    }
  });

  test("refuses scores of other bins", () => {
    expect(() => explainSegment({ r: 4, f: 1, m: 1 }, KLAVIYO)).toThrow(InvalidInputError);
  });
});
