import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Bounds,
  explainCause,
  explainRung,
  InvalidInputError,
  LOYALTY_LADDER,
  ladderRung,
  REPEAT_CAUSES,
  type RuleTable,
  repeatCause,
} from "../../src/index.js";

const within = (value: number | undefined, { from, above, upTo, below }: Bounds): boolean =>
  value !== undefined &&
  !(value < (from ?? -Infinity)) &&
  !(value <= (above ?? -Infinity)) &&
  !(value > (upTo ?? Infinity)) &&
  !(value >= (below ?? Infinity));

describe.each([
  ["causes", REPEAT_CAUSES as RuleTable, (known: object) => repeatCause(known), (known: object) => explainCause(known)],
  ["ladder", LOYALTY_LADDER as RuleTable, (known: object) => ladderRung(known), (known: object) => explainRung(known)],
] as const)("%s", (_, table, labelOf, explain) => {
  const bounds = table.types.flatMap(({ when }) =>
    when.flatMap((all) => Object.values(all).flatMap((one) => Object.values(one as Bounds) as number[])),
  );
  const value = fc.oneof(
    fc.constant(undefined),
    fc.constantFrom(...bounds).chain((at) => fc.constantFrom(at, at - 1e-9, at + 1, at - 1)),
  );
  const known = fc.record(Object.fromEntries(Object.keys(table.indicators).map((name) => [name, value])));

  test("is a partition: each customer is what the first rule that matches says", () => {
    fc.assert(
      fc.property(known, (indicators) => {
        const first = table.types.find(({ when }) =>
          when.some((all) => Object.entries(all).every(([name, one]) => within(indicators[name], one!))),
        );
        expect(labelOf(indicators)).toBe(first!.key);
        expect(explain(indicators).key).toBe(first!.key);
      }),
      { numRuns: 500 },
    );
  });

  test("every kind can be reached, and the last takes everybody", () => {
    const seen = new Set(fc.sample(known, { numRuns: 4000, seed: 1 }).map(labelOf));
    expect([...seen].sort()).toEqual(table.types.map(({ key }) => key).sort());
    expect(table.types.at(-1)!.when).toEqual([{}]);
    expect(explain({}).why).toBe("no other rule matches what is known");
  });

  test("names every kind once, in two languages, with a description and an action; rules speak of indicators that the table has", () => {
    expect(new Set(table.types.map(({ key }) => key)).size).toBe(table.types.length);
    for (const { name, description, action, when } of table.types) {
      expect(name.zh).toMatch(/\p{Script=Han}/u);
      expect(Math.min(name.en.length, description.length, action.length)).toBeGreaterThan(4);
      for (const all of when) for (const indicator of Object.keys(all)) expect(Object.keys(table.indicators)).toContain(indicator);
    }
    expect(JSON.parse(JSON.stringify(table))).toEqual(table);
  });

  test.each([{ purchases: Number.NaN }, { purchases: "5" }, { loyalty: 3 }])("%j is refused", (wrong) => {
    expect(() => labelOf(wrong)).toThrow(InvalidInputError);
  });
});

test.each([
  [{ purchases: 5, alternatives: 0, attitude: 90 }, "monopoly"],
  [{ purchases: 5, alternatives: 3, attitude: 90 }, "super_value"],
  [{ purchases: 5, attitude: 90, incentiveShare: 0.9 }, "incentive"],
  [{ purchases: 5, attitude: 20, discountDependence: 0.5 }, "price"],
  [{ purchases: 5, convenience: 80 }, "convenience"],
  [{ purchases: 1, attitude: 80 }, "latent"],
  [{ purchases: 5, attitude: 20 }, "inertia"],
  [{ purchases: 5, switchingCost: 90 }, "inertia"],
  [{ purchases: 5, attitude: 60 }, "unknown"],
  [{ purchases: 1, alternatives: 0 }, "unknown"],
])("%j buys again from %s", (indicators, cause) => {
  expect(repeatCause(indicators)).toBe(cause);
});

test.each([
  [{ contacts: 1 }, "prospect"],
  [{ purchases: 0 }, "suspect"],
  [{ purchases: 1, attitude: 100, referrals: 3 }, "purchaser"],
  [{ purchases: 2 }, "client"],
  [{ purchases: 2, attitude: 70 }, "supporter"],
  [{ purchases: 2, attitude: 70, recommends: 9 }, "advocate"],
  [{ purchases: 2, referrals: 1 }, "advocate"],
  [{ purchases: 1, jointProjects: 1 }, "partner"],
])("%j stands on the rung of a %s", (indicators, rung) => {
  expect(ladderRung(indicators)).toBe(rung);
});

test("a table of your own", () => {
  const own: RuleTable<"big" | "small", "spend"> = {
    kind: "rule-table",
    key: "own",
    indicators: { spend: "money" },
    types: [
      { key: "big", name: { en: "Big", zh: "大" }, description: "", action: "", when: [{ spend: { above: 100 } }] },
      { key: "small", name: { en: "Small", zh: "小" }, description: "", action: "", when: [{}] },
    ],
  };
  expect([100, 101].map((spend) => repeatCause({ spend }, own))).toEqual(["small", "big"]);
  expect(() => repeatCause({ spend: 1 }, { ...own, types: [own.types[0]!] })).toThrow(InvalidInputError);
});

test("next to a bound an explanation shows every digit", () => {
  expect(explainCause({ purchases: 3, attitude: 49.99999999 }).why).toBe("purchases 3 (from 2), attitude 49.99999999 (below 50)");
});
