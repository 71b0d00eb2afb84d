import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidInputError, segmentMigration } from "../../src/index.js";

const before = Object.freeze([
  { customerId: "ann", segment: "champions", value: 100 },
  { customerId: "bob", segment: "champions", value: 80 },
  { customerId: "__proto__", segment: "new", value: 10 },
  { customerId: "constructor", segment: "new", value: 20 },
]);
const after = Object.freeze([
  { customerId: "constructor", segment: "champions", value: 70 },
  { customerId: "ann", segment: "champions", value: 120 },
  { customerId: "bob", segment: "at_risk", value: 30 },
  { customerId: "0", segment: "new", value: 5 },
]);

describe("segmentMigration", () => {
  test("counts moves, joiners and leavers, and follows the value", () => {
    expect(segmentMigration<string>(before, after)).toEqual({
      states: ["champions", "new", "at_risk"],
      counts: [
        [1, 0, 1],
        [1, 0, 0],
        [0, 0, 0],
      ],
      shares: [
        [0.5, 0, 0.5],
        [1, 0, 0],
        [0, 0, 0],
      ],
      flows: [
        {
          state: "champions",
          before: 2,
          after: 2,
          stayed: 1,
          gained: 1,
          lost: 1,
          joined: 0,
          left: 0,
          net: 0,
          valueBefore: 180,
          valueAfter: 190,
        },
        { state: "new", before: 2, after: 1, stayed: 0, gained: 1, lost: 2, joined: 1, left: 1, net: -1, valueBefore: 30, valueAfter: 5 },
        {
          state: "at_risk",
          before: 0,
          after: 1,
          stayed: 0,
          gained: 1,
          lost: 0,
          joined: 0,
          left: 0,
          net: 1,
          valueBefore: 0,
          valueAfter: 30,
        },
      ],
      moved: {
        before: [
          [100, 0, 80],
          [20, 0, 0],
          [0, 0, 0],
        ],
        after: [
          [120, 0, 30],
          [70, 0, 0],
          [0, 0, 0],
        ],
      },
    });
  });

  test("keeps to a given order, empty segments included", () => {
    const { states, counts } = segmentMigration<string>(before, after, { order: ["lost", "new", "at_risk", "champions"] });
    expect(states).toEqual(["lost", "new", "at_risk", "champions"]);
    expect(counts[0]).toEqual([0, 0, 0, 0]);
  });

  test("without values there is no value", () => {
    const { moved, flows } = segmentMigration([{ customerId: "a", segment: "x" }], []);
    expect(moved).toBeUndefined();
    expect(flows).toEqual([{ state: "x", before: 1, after: 0, stayed: 0, gained: 0, lost: 1, joined: 0, left: 1, net: -1 }]);
    expect(segmentMigration([], [])).toMatchObject({ states: [], counts: [], flows: [] });
  });

  test("totals are preserved, whatever the order of rows", () =>
    fc.assert(
      fc.property(members(), members(), (from, to) => {
        const migration = segmentMigration<string>(from, to);
        const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0);
        expect(sum(migration.flows.map((flow) => flow.before))).toBe(from.length);
        expect(sum(migration.flows.map((flow) => flow.after))).toBe(to.length);
        migration.flows.forEach((flow, i) => {
          expect(flow.net).toBe(flow.gained - flow.lost);
          expect(flow.net).toBe(flow.after - flow.before);
          expect(sum(migration.counts[i]!) + flow.left).toBe(flow.before);
          expect(sum(migration.counts.map((row) => row[i]!)) + flow.joined).toBe(flow.after);
          expect([0, 1]).toContain(Math.round(sum(migration.shares[i]!) * 1e9) / 1e9);
        });
        expect(segmentMigration<string>([...from].reverse(), [...to].reverse())).toEqual(migration);
        expect(JSON.parse(JSON.stringify(migration))).toEqual(migration);
      }),
    ));

  test.each<[string, () => unknown, RegExp]>([
    [
      "a customer twice",
      () => segmentMigration<string>(before, [...after, after[0]!]),
      /row 4: customerId must be listed once, received "constructor"/,
    ],
    [
      "a segment outside the order",
      () => segmentMigration<string>(before, after, { order: ["new"] }),
      /row 0: segment must be one of new, received "champions"/,
    ],
    ["a segment twice in the order", () => segmentMigration<string>([], [], { order: ["a", "a"] }), /order must be of different names/],
    [
      "a value that is NaN",
      () => segmentMigration([{ customerId: "a", segment: "x", value: Number.NaN }], []),
      /value must be a finite number/,
    ],
    [
      "values on some rows only",
      () => segmentMigration<string>(before, [{ customerId: "a", segment: "x" }]),
      /value must be given on every row or on none/,
    ],
  ])("refuses %s", (_, run, message) => {
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });
});

function members(): fc.Arbitrary<{ customerId: string; segment: string; value: number }[]> {
  return fc.uniqueArray(
    fc.record({
      customerId: fc.constantFrom("__proto__", "constructor", "0", "🙂", "a", "b", "c", "d"),
      segment: fc.constantFrom("new", "loyal", "toString"),
      value: fc.integer({ min: -9, max: 99 }),
    }),
    { selector: ({ customerId }) => customerId },
  );
}
