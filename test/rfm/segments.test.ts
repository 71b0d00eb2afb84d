import fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import {
  CLASSIC_125,
  InvalidInputError,
  KLAVIYO,
  type PerScore,
  RFM_GRID,
  type RfmPreset,
  rfmCuts,
  rfmPreset,
  rfmScores,
  segmentOf,
  segmentsOf,
} from "../../src/index.js";
import { customers } from "./arbitraries.js";

const presets: readonly RfmPreset[] = [RFM_GRID, KLAVIYO, CLASSIC_125];
const FIVE = { r: 5, f: 5, m: 5 };

function grid(bins: PerScore): PerScore[] {
  const scores: PerScore[] = [];
  for (let r = 1; r <= bins.r; r++) for (let f = 1; f <= bins.f; f++) for (let m = 1; m <= bins.m; m++) scores.push({ r, f, m });
  return scores;
}

function counts(preset: RfmPreset): Record<string, number> {
  const count: Record<string, number> = {};
  for (const key of segmentsOf(grid(preset.bins), preset)) count[key] = (count[key] ?? 0) + 1;
  return count;
}

describe("presets", () => {
  test.each(presets.map((preset) => [preset.key, preset] as const))("%s is a partition: every code in exactly one segment", (_, preset) => {
    for (const score of grid(preset.bins)) {
      const holders = preset.segments.filter((segment) => {
        const others = preset.segments.filter((other) => other !== segment).map((other) => ({ ...other, rule: [] }));
        const alone = { ...preset, segments: [segment, ...others], otherwise: { ...segment, key: "nobody" } };
        return segmentOf(score, alone) === segment.key;
      });
      expect(holders).toHaveLength(1);
    }
    expect(rfmPreset(preset)).toEqual(preset);
  });

  test("RFM_GRID: ten segments of the 25 cells", () => {
    const cells = Object.entries(counts(RFM_GRID)).map(([key, codes]) => [key, codes / 5]);
    expect(Object.fromEntries(cells)).toEqual({
      ...{ champions: 2, loyal: 4, potential_loyalist: 4, new: 1, promising: 1, needs_attention: 1, about_to_sleep: 2 },
      ...{ at_risk: 4, cant_lose: 2, hibernating: 4 },
    });
  });

  test("RFM_GRID draws the map of the courses", () => {
    const map = [5, 4, 3, 2, 1].map((r) => [1, 2, 3, 4, 5].map((f) => segmentOf({ r, f, m: 1 })));
    expect(map).toEqual([
      ["new", "potential_loyalist", "potential_loyalist", "champions", "champions"],
      ["promising", "potential_loyalist", "potential_loyalist", "loyal", "loyal"],
      ["about_to_sleep", "about_to_sleep", "needs_attention", "loyal", "loyal"],
      ["hibernating", "hibernating", "at_risk", "at_risk", "cant_lose"],
      ["hibernating", "hibernating", "at_risk", "at_risk", "cant_lose"],
    ]);
  });

  test("KLAVIYO: 27 codes", () => {
    expect(counts(KLAVIYO)).toEqual({ champions: 3, loyal: 5, recent: 5, needs_attention: 5, at_risk: 5, inactive: 4 });
  });

  test("CLASSIC_125: 125 codes", () => {
    expect(counts(CLASSIC_125)).toEqual({
      ...{ champions: 7, loyal: 8, potential_loyalist: 24, new: 7, promising: 16, needs_attention: 8, about_to_sleep: 5 },
      ...{ at_risk: 22, cant_lose: 8, hibernating: 14, lost: 6 },
    });
  });

  test.each(presets.map((preset) => [preset.key, preset] as const))(
    "%s names, describes and advises in every segment, and is plain JSON",
    (_, preset) => {
      expect(JSON.parse(JSON.stringify(preset))).toEqual(preset);
      for (const { name, description, action } of preset.segments) {
        expect([name.en, name.zh, description, action].every((text) => text.length > 0)).toBe(true);
      }
    },
  );
});

describe("segmentOf", () => {
  test("is typed with the keys of the preset", () => {
    expectTypeOf(segmentOf({ r: 1, f: 1, m: 1 }, KLAVIYO)).toEqualTypeOf<
      "champions" | "loyal" | "recent" | "needs_attention" | "at_risk" | "inactive"
    >();
    const own = rfmPreset({ bins: { r: 1, f: 1, m: 1 }, segments: [{ key: "all", rule: [{}] }], otherwise: { key: "none" } });
    expectTypeOf(segmentOf({ r: 1, f: 1, m: 1 }, own)).toEqualTypeOf<"all" | "none">();
    expect(segmentOf({ r: 1, f: 1, m: 1 }, own)).toBe("all");
  });

  test("works on a preset that went through JSON", () => {
    const copy: RfmPreset = JSON.parse(JSON.stringify(KLAVIYO));
    expect(segmentsOf(grid(copy.bins), copy)).toEqual(segmentsOf(grid(copy.bins), KLAVIYO));
  });

  test("of many is that of each, and every customer has one", () =>
    fc.assert(
      fc.property(customers, (rows) => {
        const scores = rfmScores(rfmCuts(rows), rows);
        for (const preset of [RFM_GRID, CLASSIC_125] as readonly RfmPreset[]) {
          expect(segmentsOf(scores, preset)).toEqual(scores.map((score) => segmentOf(score, preset)));
        }
      }),
    ));

  test.each<[string, () => unknown, RegExp]>([
    [
      "scores of other bins",
      () => segmentOf({ r: 1, f: 1, m: 1, bins: FIVE }, KLAVIYO),
      /score.bins must be those of the preset "klaviyo", 3 × 3 × 3, received "5 × 5 × 5"/,
    ],
    ["a score above the bins", () => segmentOf({ r: 4, f: 1, m: 1 }, KLAVIYO), /r must be a whole number from 1 to 3, received 4/],
    ["a score of 0", () => segmentOf({ r: 1, f: 0, m: 1 }), /f must be/],
    ["half a score", () => segmentOf({ r: 1, f: 1, m: 1.5 }), /m must be/],
    ["NaN", () => segmentOf({ r: Number.NaN, f: 1, m: 1 }), /r must be/],
    [
      "a bad score of many",
      () =>
        segmentsOf([
          { r: 1, f: 1, m: 1 },
          { r: 1, f: 9, m: 1 },
        ]),
      /row 1: f must be/,
    ],
    [
      "a preset with a hole, not checked",
      () => segmentOf({ r: 1, f: 1, m: 1 }, { ...RFM_GRID, segments: [] }),
      /held by a segment of the preset "rfm-grid"/,
    ],
  ])("refuses %s", (_, run, message) => {
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });
});

describe("rfmPreset", () => {
  const bins = { r: 2, f: 2, m: 1 };

  test("fills in names", () => {
    const { segments } = rfmPreset({ bins, segments: [{ key: "all", name: "Everybody", rule: [{}] }] });
    expect(segments).toEqual([{ key: "all", name: { en: "Everybody", zh: "Everybody" }, description: "", action: "", rule: [{}] }]);
  });

  test("holes are listed by code", () => {
    const make = (): unknown => rfmPreset({ bins, segments: [{ key: "good", rule: [{ r: [2, 2] }] }] });
    expect(make).toThrow("code 111 must be in exactly one segment, received []\ncode 121 must be in exactly one segment, received []");
  });

  test("overlaps are listed by code and segments", () => {
    const make = (): unknown =>
      rfmPreset({
        bins,
        segments: [
          { key: "a", rule: [{}] },
          { key: "b", rule: [{ f: [2, 2] }, { codes: ["221"] }] },
        ],
      });
    expect(make).toThrow(
      'code 121 must be in exactly one segment, received ["a", "b"]\ncode 221 must be in exactly one segment, received ["a", "b"]',
    );
  });

  test("boxes of one segment may overlap", () => {
    expect(() => rfmPreset({ bins, segments: [{ key: "a", rule: [{}, { f: [2, 2] }, { codes: ["111"] }] }] })).not.toThrow();
  });

  test("with first the order decides, and otherwise catches holes", () => {
    const segments = [
      { key: "a", rule: [{ f: [2, 2] }] },
      { key: "b", rule: [{ r: [2, 2] }] },
    ] as const;
    const preset = rfmPreset({ bins, match: "first", segments, otherwise: { key: "others" } });
    expect(segmentsOf(grid(bins), preset)).toEqual(["others", "a", "b", "a"]);
    expect(() => rfmPreset({ bins, match: "first", segments })).toThrow(/code 111/);
  });

  test("codes of more than 9 bins are written with dashes", () => {
    const wide = { r: 10, f: 1, m: 1 };
    const preset = rfmPreset({ bins: wide, segments: [{ key: "top", rule: [{ codes: ["10-1-1"] }] }], otherwise: { key: "rest" } });
    expect(segmentOf({ r: 10, f: 1, m: 1 }, preset)).toBe("top");
    expect(segmentOf({ r: 1, f: 1, m: 1 }, preset)).toBe("rest");
  });

  test.each<[string, () => unknown, RegExp]>([
    [
      "a range outside the bins",
      () => rfmPreset({ bins, segments: [{ key: "a", rule: [{ r: [0, 2] }] }] }),
      /rule of a, lowest r must be a whole number from 1 to 2, received 0/,
    ],
    [
      "a range in reverse",
      () => rfmPreset({ bins, segments: [{ key: "a", rule: [{ r: [2, 1] }] }] }),
      /rule of a, r must be \[lowest, highest\]/,
    ],
    [
      "a code outside the grid",
      () => rfmPreset({ bins, segments: [{ key: "a", rule: [{ codes: ["311"] }] }] }),
      /rule of a must be codes from 111 to 221, received "311"/,
    ],
    ["a code that is none", () => rfmPreset({ bins, segments: [{ key: "a", rule: [{ codes: ["x"] }] }] }), /codes from 111 to 221/],
    [
      "a key twice",
      () =>
        rfmPreset({
          bins,
          segments: [
            { key: "a", rule: [{}] },
            { key: "a", rule: [] },
          ],
        }),
      /segments must be of different keys, received "a"/,
    ],
    ["bins of 0", () => rfmPreset({ bins: { ...bins, m: 0 }, segments: [] }), /bins.m must be a whole number from 1 to 1000/],
    ["a grid too large to check", () => rfmPreset({ bins: { r: 1000, f: 1000, m: 2 }, segments: [] }), /at most 1000000 codes/],
    ["another match", () => rfmPreset({ bins, match: "last" as never, segments: [] }), /match must be "exactly-one" or "first"/],
    [
      "a rule that is no list",
      () => rfmPreset({ bins, segments: [{ key: "a", rule: {} as never }] }),
      /rule of a must be a list of boxes or codes/,
    ],
  ])("refuses %s", (_, run, message) => {
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });

  test("every hole is counted, ten are shown", () => {
    try {
      rfmPreset({ bins: FIVE, segments: [] });
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ total: 125, issues: { length: 10 } });
    }
  });
});
