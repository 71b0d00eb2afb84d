import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  coverage,
  explainStage,
  LIFECYCLE_PHASES,
  LIFECYCLE_STAGES,
  lapseThreshold,
  lifecycleStages,
  rfm,
  type StageIndicators,
  stageOf,
  stagePreset,
  stageTransitions,
  toLedger,
} from "../../src/index.js";
import { AS_OF, relabelled, SHOP, shops, sortedById } from "./ledgers.js";

const edges = fc.constantFrom(0, 0.2, 0.49, 0.5, 1, 1.001, 2, 2.001, 3, 9);
const indicators: fc.Arbitrary<StageIndicators> = fc.record({
  purchases: fc.integer({ min: 0, max: 6 }),
  absence: fc.option(edges, { nil: undefined }),
  overdueRatio: fc.option(edges, { nil: undefined }),
  purchasesSinceReturn: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  pace: fc.option(edges, { nil: undefined }),
});

/** The stages in other words, each by itself: of a partition exactly one holds. */
function holding({ purchases, absence = 0, overdueRatio = 0, purchasesSinceReturn: back = 0, pace = 1 }: StageIndicators): string[] {
  const bought = purchases >= 1;
  const here = bought && absence <= 1;
  const wonBack = here && (back === 1 || back === 2);
  const regular = here && !wonBack && purchases >= 2;
  const slow = overdueRatio > 2 || (purchases >= 4 && pace < 0.5);
  const all = {
    prospect: !bought,
    first_time: here && !wonBack && purchases === 1,
    developing: regular && !slow && purchases < 4,
    established: regular && !slow && purchases >= 4,
    declining: regular && slow,
    dormant: bought && absence > 1 && absence <= 2,
    lost: bought && absence > 2,
    won_back: wonBack,
  };
  return Object.entries(all).flatMap(([key, holds]) => (holds ? [key] : []));
}

describe("the presets", () => {
  test("are a partition: everybody has exactly one stage, the one that its definition says, and every stage occurs", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(indicators, (one) => {
        const stages = holding(one);
        expect(stages).toHaveLength(1);
        expect(stageOf(one)).toBe(stages[0]);
        seen.add(stages[0]!);
      }),
      { numRuns: 3000, seed: 1 },
    );
    expect([...seen].sort()).toEqual(LIFECYCLE_STAGES.stages.map(({ key }) => key).sort());
  });

  test("phases are unions of stages", () => {
    const phases = {
      prospect: "acquisition",
      first_time: "acquisition",
      developing: "growth",
      won_back: "growth",
      established: "maturity",
      declining: "decline",
      dormant: "decline",
      lost: "decline",
    };
    fc.assert(
      fc.property(indicators, (one) => {
        expect(stageOf(one, LIFECYCLE_PHASES)).toBe(phases[stageOf(one)]);
      }),
    );
  });

  test("are plain JSON with names in two languages, and pass the check for own presets", () => {
    for (const preset of [LIFECYCLE_STAGES, LIFECYCLE_PHASES]) {
      expect(JSON.parse(JSON.stringify(preset))).toEqual(preset);
      expect(stagePreset<string>(preset)).toEqual(preset);
      for (const { name, description, action } of preset.stages) {
        expect(name.zh).toMatch(/^\p{Script=Han}+$/u);
        expect(Math.min(name.en.length, description.length, action.length)).toBeGreaterThan(3);
      }
    }
  });

  test("explain names the bounds that held", () => {
    expect(explainStage({ purchases: 6, absence: 0.4, overdueRatio: 1, pace: 0.25 })).toMatchObject({
      key: "declining",
      why: "purchases 6 (from 4), pace 0.25 (below 0.5)",
    });
    expect(explainStage({ purchases: 0 }, LIFECYCLE_PHASES)).toMatchObject({ key: "acquisition", why: "purchases 0 (below 1)" });
  });
});

describe("stages of a ledger", () => {
  test("hold everybody who bought, once; order and names are irrelevant; the summary adds up", () => {
    fc.assert(
      fc.property(shops, (rows) => {
        const options = { asOf: "2025-06-30", lapseDays: 90, prospects: ["a", "nobody", "nobody", "__proto__"] };
        const found = lifecycleStages(rows, options);
        const bought = coverage(rows, options).customers;
        const ids = found.customers.map(({ customerId }) => customerId);
        expect(new Set(ids).size).toBe(ids.length);
        expect(found.customers.filter(({ stage }) => stage !== "prospect")).toHaveLength(bought);
        expect(ids).toContain("nobody");
        expect(ids).toContain("__proto__");
        expect(found.stages.reduce((sum, { customers }) => sum + customers, 0)).toBe(ids.length);
        expect(found.stages.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
        for (const { customerId: _, stage, daysSinceLast: __, spend: ___, ...known } of found.customers) expect(stageOf(known)).toBe(stage);
        const other = lifecycleStages(relabelled(rows).reverse(), { asOf: options.asOf, lapseDays: 90 });
        // Means are summed in another order: to the last digits.
        const stages = (of: readonly { customerId: string; stage: string }[]) => sortedById(of).map(({ stage }) => stage);
        const same = lifecycleStages(rows, { asOf: options.asOf, lapseDays: 90 }).customers.map((one) => ({
          ...one,
          customerId: `#${one.customerId}`,
        }));
        expect(stages(other.customers)).toEqual(stages(same));
      }),
      { numRuns: 60 },
    );
  });

  test("money is that of rfm, and days are its recency", () => {
    const found = lifecycleStages(SHOP, { asOf: AS_OF });
    rfm(SHOP, { asOf: AS_OF }).forEach(({ customerId, recency, frequency, monetary }, i) => {
      const one = found.customers[i]!;
      expect([one.customerId, one.daysSinceLast, one.purchases]).toEqual([customerId, recency, frequency]);
      expect(one.spend).toBeCloseTo(monetary, 9);
    });
    expect(found.learnt).toBe(true);
    expect(found.lapseDays).toBe(lapseThreshold(SHOP, { asOf: AS_OF })!.days);
  });

  test("a customer comes back, is won back, and then established", () => {
    const ledger = toLedger(
      ["2025-01-01", "2025-06-01", "2025-06-11", "2025-06-21"].map((date) => ({ customerId: "ann", date, amount: 9 })),
    );
    const at = (asOf: string) => lifecycleStages(ledger, { asOf, lapseDays: 60 }).customers[0]!.stage;
    expect(["2025-01-10", "2025-03-03", "2025-05-05", "2025-06-01", "2025-06-12", "2025-06-22", "2025-08-25"].map(at)).toEqual([
      "first_time",
      "dormant",
      "lost",
      "won_back",
      "won_back",
      "established",
      "dormant",
    ]);
  });

  test("transitions count everybody present on both days; rows of the matrix sum to 1", () => {
    fc.assert(
      fc.property(shops, (rows) => {
        const moves = stageTransitions(rows, { from: "2024-12-31", to: "2025-06-30", lapseDays: 60 });
        const before = coverage(rows, { asOf: "2024-12-31" }).customers;
        const after = coverage(rows, { asOf: "2025-06-30" }).customers;
        expect(moves.counts.flat().reduce((sum, count) => sum + count, 0)).toBe(before);
        expect(moves.flows.reduce((sum, { joined }) => sum + joined, 0)).toBe(after - before);
        moves.shares.forEach((row, i) => {
          if (moves.flows[i]!.before > 0) expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        });
      }),
      { numRuns: 40 },
    );
  });

  const rows = [{ customerId: "ann", date: "2025-01-01", amount: 9 }];
  test.each([
    ["nobody twice, no days", () => lifecycleStages(rows, { asOf: AS_OF }), "lapseDays must be given"],
    ["half days", () => lifecycleStages(rows, { asOf: AS_OF, lapseDays: 0.5 }), "lapseDays must be a whole"],
    ["to before from", () => stageTransitions(rows, { from: AS_OF, to: "2025-02-01", lapseDays: 30 }), "to must be a day after"],
    ["an unknown indicator", () => stageOf({ purchases: 1, mood: 3 } as never), "indicators"],
    ["no purchases", () => stageOf({} as never), "purchases"],
    ["NaN", () => stageOf({ purchases: Number.NaN }), "purchases"],
    ["rules without an end", () => stagePreset({ ...LIFECYCLE_STAGES, rules: LIFECYCLE_STAGES.rules.slice(0, -1) }), "rules"],
    [
      "a rule of a stage that is none",
      () => stagePreset({ ...LIFECYCLE_STAGES, rules: [{ stage: "x" as never, when: {} }] }),
      "row 0: stage",
    ],
    [
      "a rule of an indicator that is none",
      () => stagePreset({ ...LIFECYCLE_STAGES, rules: [{ stage: "lost", when: { mood: {} } as never }] }),
      "row 0: when",
    ],
    [
      "a stage without a rule",
      () => stagePreset({ ...LIFECYCLE_STAGES, rules: [{ stage: "lost", when: {} }] }),
      "at least one for every stage",
    ],
    ["prospects in one text", () => lifecycleStages(rows, { asOf: AS_OF, lapseDays: 9, prospects: "cid" }), "prospects must be an array"],
    ["null for prospects", () => lifecycleStages(rows, { asOf: AS_OF, lapseDays: 9, prospects: null as never }), "prospects"],
    [
      "a prospect without an id",
      () => lifecycleStages(rows, { asOf: AS_OF, lapseDays: 9, prospects: ["cid", null as never] }),
      "row 1: prospects must be present",
    ],
    ["a prospect that is no id", () => lifecycleStages(rows, { asOf: AS_OF, lapseDays: 9, prospects: [Number.NaN] }), "row 0: prospects"],
    ["a preset that is none", () => lifecycleStages(rows, { asOf: AS_OF, lapseDays: 9, preset: {} as never }), "preset must be"],
    ["a preset that is none, for one", () => stageOf({ purchases: 1 }, null as never), "preset must be"],
    [
      "a preset with stray stages, for one",
      () => explainStage({ purchases: 1 }, { ...LIFECYCLE_STAGES, stages: [] }),
      "row 0: stage must be one of",
    ],
    ["nothing for a preset", () => stagePreset(undefined as never), "preset must be"],
    ["a rule without bounds", () => stagePreset({ ...LIFECYCLE_STAGES, rules: [{ stage: "lost" } as never] }), "row 0: when"],
    ["no rule", () => stagePreset({ key: "x", stages: [], rules: [] }), "rules"],
  ])("%s", (_, call, message) => expect(call).toThrow(message));

  test.each([{ abov: 1 }, { above: "1" }, { above: Number.NaN }, {}, null, 1])("bounds %j are refused", (bounds) => {
    const rules = [{ stage: "lost" as const, when: { absence: bounds as never } }];
    expect(() => stagePreset({ ...LIFECYCLE_STAGES, rules })).toThrow(
      "row 0: when.absence must be finite numbers named from, above, upTo, below",
    );
  });

  test("prospects may be an iterable that is read but once", () => {
    function* contacts() {
      yield "cid";
      yield 7;
    }
    const { flows } = stageTransitions(rows, { from: "2025-01-02", to: "2025-01-03", lapseDays: 30, prospects: contacts() });
    expect(flows[0]).toMatchObject({ state: "prospect", before: 2, after: 2, left: 0 });
  });

  test("one purchase each is enough when the days are given", () => {
    expect(lifecycleStages(rows, { asOf: "2025-01-20", lapseDays: 30 }).customers[0]!.stage).toBe("first_time");
  });
});
