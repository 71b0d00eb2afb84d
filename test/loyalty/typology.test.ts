import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ATTITUDE_BEHAVIOUR,
  DICK_BASU,
  explainType,
  type FittedTypology,
  fitTypology,
  InvalidInputError,
  JONES_SASSER,
  REPURCHASE_BANDS,
  SURVEY_BANDS,
  type Typology,
  typeOf,
  typeSummary,
  typesOf,
} from "../../src/index.js";

const TABLES: readonly Typology[] = [DICK_BASU, JONES_SASSER, ATTITUDE_BEHAVIOUR, REPURCHASE_BANDS, SURVEY_BANDS] as never;
const customer = (values: Record<string, number>): Record<string, number> => values;

describe.each(TABLES.map((table) => [table.key, table] as const))("%s", (_, table) => {
  test("is a partition: every combination of levels is in exactly one cell of one type", () => {
    let cells: Record<string, string>[] = [{}];
    for (const { key, levels } of table.dimensions) cells = cells.flatMap((cell) => levels.map((level) => ({ ...cell, [key]: level })));
    for (const cell of cells) {
      const holding = table.types.flatMap(({ key, cells: own }) =>
        own.filter((one) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(cell))).map(() => key),
      );
      expect(holding, JSON.stringify(cell)).toHaveLength(1);
    }
    expect(table.types.flatMap(({ cells: own }) => own)).toHaveLength(cells.length);
  });

  test("names every type once, in two languages, with a description and an action", () => {
    expect(new Set(table.types.map(({ key }) => key)).size).toBe(table.types.length);
    for (const { name, description, action } of table.types) {
      expect(name.en).toMatch(/^[A-Z]/);
      expect(name.zh).toMatch(/\p{Script=Han}/u);
      expect(Math.min(description.length, action.length)).toBeGreaterThan(5);
    }
    expect(JSON.parse(JSON.stringify(table))).toEqual(table);
  });

  test("gives everybody with known values one type, explained by that type", () => {
    const fitted: FittedTypology = fitTypology(
      table,
      [],
      Object.fromEntries(table.dimensions.map(({ key, levels, cuts }) => [key, cuts ?? (levels.length === 2 ? 50 : [30, 60])])),
    );
    const valueIn = ([min, max]: readonly [number, number]) =>
      fc.oneof(fc.double({ min, max, noNaN: true }), fc.constantFrom(...[0.1, 0.5, 30, 50, 60, 70].filter((x) => x >= min && x <= max)));
    fc.assert(
      fc.property(fc.record(Object.fromEntries(table.dimensions.map(({ key, range = [-10, 110] }) => [key, valueIn(range)]))), (values) => {
        const type = typeOf(fitted, values);
        expect(table.types.map(({ key }) => key)).toContain(type);
        expect(explainType(fitted, values)).toMatchObject({ key: type });
        expect(typeOf(JSON.parse(JSON.stringify(fitted)), values)).toBe(type);
      }),
    );
  });
});

function sorted(cell: Readonly<Record<string, string>>): unknown {
  return Object.entries(cell).sort();
}

describe("cut-offs", () => {
  test("a percentage is no probability, and a customer no number", () => {
    const bands = fitTypology(REPURCHASE_BANDS, [], {});
    expect(() => typesOf(bands, [{ probability: 0.3 }, { probability: 35 }])).toThrow(/row 1: probability must be a number from 0 to 1/);
    expect(() => typeOf(fitTypology(SURVEY_BANDS, [], {}), { score: -5 })).toThrow(/score must be a number from 0 to 100/);
    expect(() => typesOf(bands, [0.3] as never)).toThrow(/row 0: customers must be an object of values/);
    expect(() => fitTypology(DICK_BASU, [null] as never, { attitude: 5, patronage: 3 })).toThrow(/row 0: customers must be/);
  });

  test("repurchase bands: above .5, .1 to .5, below .1; survey bands: from 70, from 30, below", () => {
    const bands = fitTypology(REPURCHASE_BANDS, [], {});
    expect([0.51, 0.5, 0.1, 0.0999, 0, 1].map((probability) => typeOf(bands, { probability }))).toEqual([
      "high",
      "middle",
      "middle",
      "low",
      "low",
      "high",
    ]);
    const survey = fitTypology(SURVEY_BANDS, [], {});
    expect([70, 69.9, 30, 29.9].map((score) => typeOf(survey, { score }))).toEqual(["high", "middle", "middle", "low"]);
    expect(explainType(bands, { probability: 0.5 })!.why).toBe("probability 0.5 is middle (from 0.1, up to 0.5)");
  });

  test("a median that is the lowest value moves up, so that somebody is low", () => {
    const rows = [0, 0, 0, 1, 4].map((patronage) => ({ patronage, attitude: 1 }));
    const fitted = fitTypology(DICK_BASU, rows, { attitude: 0, patronage: "median" });
    expect(fitted.cuts.patronage).toEqual([{ at: 1, equal: "above" }]);
    expect(typesOf(fitted, rows)).toEqual(["latent", "latent", "latent", "loyal", "loyal"]);
  });

  test("where all are equal nobody is low, and a note says so", () => {
    const rows = [{ attitude: 5, patronage: 2 }];
    for (const choice of ["median", "learned"] as const) {
      const fitted = fitTypology(DICK_BASU, rows, { attitude: choice, patronage: 1 });
      expect(typeOf(fitted, rows[0]!)).toBe("loyal");
      expect(fitted.notes).toEqual([expect.stringContaining("attitude is the same for everybody")]);
    }
  });

  test("learned: the split of least variance within, against every split tried", () => {
    const variance = (values: number[]): number => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    };
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 30 }), (values) => {
        fc.pre(new Set(values).size > 1);
        const rows = values.map((attitude) => ({ attitude, patronage: 1 }));
        const { at } = fitTypology(DICK_BASU, rows, { attitude: "learned", patronage: 1 }).cuts.attitude[0]!;
        const within = (cut: number): number =>
          variance(values.filter((value) => value < cut)) + variance(values.filter((value) => value >= cut));
        const levels = [...new Set(values)].sort((a, b) => a - b).slice(1);
        // Sums of squares of whole numbers below 1e6.
        expect(within(at)).toBeCloseTo(Math.min(...levels.map(within)), 6);
      }),
    );
  });

  test("relabelling the unit moves cuts and nobody else", () => {
    const values = fc.array(fc.record({ satisfaction: fc.integer({ min: 0, max: 50 }), loyalty: fc.integer({ min: 0, max: 9 }) }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(values, fc.constantFrom(2, 8, 0.5), fc.constantFrom("median" as const, "learned" as const), (rows, k, choice) => {
        const scaled = rows.map(({ satisfaction, loyalty }) => ({ satisfaction: satisfaction * k, loyalty: loyalty * k }));
        const choices = { satisfaction: choice, loyalty: choice };
        expect(typesOf(fitTypology(JONES_SASSER, scaled, choices), scaled)).toEqual(
          typesOf(fitTypology(JONES_SASSER, rows, choices), rows),
        );
      }),
    );
  });

  test("what is not known has no type and is counted", () => {
    const rows = [{ attitude: 80, patronage: 1 }, { attitude: 80 }, { patronage: 1 }, {}];
    const fitted = fitTypology(DICK_BASU, rows, { attitude: "median", patronage: "median" });
    expect(typesOf(fitted, rows)).toEqual(["loyal", undefined, undefined, undefined]);
    expect([fitted.known, fitted.customers]).toEqual([1, 4]);
    expect(explainType(fitted, {})).toBeUndefined();
    expect(typeSummary(DICK_BASU, typesOf(fitted, rows)).map(({ share }) => share)).toEqual([1, 0, 0, 0]);
  });

  test.each<[string, () => unknown]>([
    ["a value that is not finite", () => fitTypology(DICK_BASU, [customer({ attitude: Number.NaN })], { attitude: 1, patronage: 1 })],
    ["no cut", () => fitTypology(DICK_BASU, [], { attitude: 1 })],
    ["nobody to learn from", () => fitTypology(DICK_BASU, [], { attitude: "learned", patronage: 1 })],
    ["one cut for three levels", () => fitTypology(ATTITUDE_BEHAVIOUR, [], { share: 0.5, attitude: [30, 60] })],
    ["a median for three levels", () => fitTypology(ATTITUDE_BEHAVIOUR, [{ share: 1 }], { share: "median", attitude: [30, 60] })],
    ["cuts out of order", () => fitTypology(ATTITUDE_BEHAVIOUR, [], { share: [0.7, 0.3], attitude: [30, 60] })],
    ["a cut that is none", () => fitTypology(DICK_BASU, [], { attitude: "high" as never, patronage: 1 })],
    ["customers that are no list", () => fitTypology(DICK_BASU, 5 as never, { attitude: 1, patronage: 1 })],
    ["an unknown type", () => typeSummary(DICK_BASU, ["apostle" as never])],
    ["an infinite value", () => typeOf(fitTypology(REPURCHASE_BANDS, [], {}), { probability: Number.POSITIVE_INFINITY })],
  ])("%s is refused", (_, call) => {
    expect(call).toThrow(InvalidInputError);
  });

  test("names the row of a wrong value", () => {
    expect(() => fitTypology(DICK_BASU, [{ attitude: 1 }, { attitude: "9" as never }], { attitude: 1, patronage: 1 })).toThrow(
      "row 1: attitude",
    );
  });
});
