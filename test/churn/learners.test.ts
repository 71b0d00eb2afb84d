import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitChurnBlend } from "../../src/churn/blend.js";
import { fitChurnBoosting } from "../../src/churn/boosting.js";
import { explainChurn } from "../../src/churn/explain.js";
import { fitChurnForest } from "../../src/churn/forest.js";
import { fitChurnLogistic } from "../../src/churn/logistic.js";
import { type ChurnModel, churnProbabilities, churnProbability } from "../../src/churn/model.js";
import type { ChurnExamples, PointValue, TableOptions } from "../../src/churn/points.js";
import type { TrainingReport } from "../../src/churn/report.js";
import { InvalidInputError } from "../../src/errors.js";
import { fork, random, shuffled } from "./dice.js";
import { type Name, someExamples } from "./examples.js";

type Fit = <Key extends string>(examples: ChurnExamples<Key>, options?: TableOptions<Key>) => ChurnModel<Key> & TrainingReport;

/** Every learner, small. */
const LEARNERS: [string, Fit][] = [
  ["forest", (examples, options) => fitChurnForest(examples, { ...options, trees: 12 })],
  ["boosting", (examples, options) => fitChurnBoosting(examples, { ...options, trees: 20, minLeaf: 5 })],
  ["logistic", (examples, options) => fitChurnLogistic(examples, options)],
  ["blend", (examples, options) => fitChurnBlend(examples, { ...options, boosting: { trees: 15, minLeaf: 5 } })],
];

describe.each(LEARNERS)("%s", (_, learn) => {
  const examples = someExamples(250);
  const points = examples.map(({ point }) => point);
  const model = learn(examples);
  const dice = random("laws");

  test("the order of rows with ids does not matter", () => {
    for (let i = 0; i < 3; i++) expect(learn(shuffled(examples, fork(dice)))).toEqual(model);
  });

  test("rows and columns give the same model, and the same probabilities", () => {
    const column = <Key extends Name>(name: Key) => points.map((point) => point[name]);
    const columns = { recency: column("recency"), spend: column("spend"), plan: column("plan"), visits: column("visits") };
    const typed = { ...columns, recency: Float64Array.from(columns.recency as number[]), spend: columns.spend.map((x) => x ?? Number.NaN) };
    const labels = Uint8Array.from(examples, ({ churned }) => (churned ? 1 : 0));
    const same = learn<Name>({ columns: typed, churned: labels, customerId: examples.map(({ customerId }) => customerId!) });
    expect(same).toEqual(model);
    expect(churnProbabilities(model, typed)).toEqual(churnProbabilities(model, points));
  });

  test("one customer's probability is that of the batch, from 0 to 1, also far outside", () => {
    const far = fc.record({
      recency: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(undefined)),
      spend: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null)),
      plan: fc.constantFrom("basic", "plus", "pro", undefined),
      visits: fc.integer(),
    });
    fc.assert(
      fc.property(fc.array(far, { maxLength: 5 }), (many) => {
        const batch = churnProbabilities(model, many);
        expect(batch.every((p) => p >= 0 && p <= 1)).toBe(true);
        expect(many.map((point) => churnProbability(model, point))).toEqual(Array.from(batch));
      }),
    );
  });

  test("its JSON works as well as itself, without the report too", () => {
    const again = JSON.parse(JSON.stringify(model)) as typeof model;
    expect(churnProbabilities(again, points)).toEqual(churnProbabilities(model, points));
    expect(explainChurn(again, points[3]!)).toEqual(explainChurn(model, points[3]!));
    expect(model.schemaVersion).toBe(1);
  });

  test("names and ids such as __proto__ are data", () => {
    const odd = examples.map(({ point, churned }, i) => {
      const entries: [string, PointValue][] = [
        ["__proto__", point.recency],
        ["constructor", point.plan],
        ["toString", point.visits],
      ];
      return { customerId: i === 0 ? "__proto__" : `c${i}`, point: Object.fromEntries(entries), churned };
    });
    const fitted = learn(odd);
    expect(fitted.features.map(({ name }) => name)).toEqual(["__proto__", "constructor", "toString"]);
    const again = JSON.parse(JSON.stringify(fitted)) as typeof fitted;
    expect(churnProbability(again, odd[5]!.point)).toBe(churnProbability(fitted, odd[5]!.point));
    expect(
      explainChurn(fitted, odd[5]!.point)
        .contributions.map(({ feature }) => feature)
        .sort(),
    ).toEqual(["__proto__", "constructor", "toString"]);
    expect(() => churnProbability(fitted, { constructor: "basic", toString: 1 })).toThrow("point.__proto__ must be a key of the point");
  });

  test("254 categories are learned, 255 are too many", () => {
    const many = (levels: number) =>
      Array.from({ length: 3 * levels }, (_, i) => ({
        point: { shop: `s${i % levels}` },
        churned: (i % levels) % 2 === (i < levels ? 0 : 1),
      }));
    const learned = Array.from({ length: 1016 }, (_, i) => ({
      customerId: i,
      point: { shop: `s${i % 254}` },
      churned: i % 254 < 127 !== i < 20,
    }));
    const fitted = learn(learned);
    expect(fitted.features).toEqual([{ name: "shop", kind: "category", levels: Array.from({ length: 254 }, (_, i) => `s${i}`).sort() }]);
    expect(churnProbability(fitted, { shop: "s100" })).toBeGreaterThan(0.5);
    expect(churnProbability(fitted, { shop: "s200" })).toBeLessThan(0.5);
    expect(() => learn(many(255))).toThrow("point.shop must be at most 254 different categories; put the rare ones together, received 255");
  });

  test("an unknown category, an absent key and wrong values at scoring", () => {
    const good = { recency: 3, spend: 2, plan: "plus", visits: 1 };
    const { spend: _spend, ...without } = good;
    expect(() => churnProbability(model, { ...good, plan: "gold" })).toThrow(
      'point.plan must be a category the model knows: basic, plus, pro, received "gold"',
    );
    expect(churnProbability(model, { ...good, plan: "gold" }, "missing")).toBe(churnProbability(model, { ...good, plan: undefined }));
    expect(Array.from(churnProbabilities(model, [{ ...good, plan: "gold" }], "missing"))).toEqual([
      churnProbability(model, { ...good, plan: undefined }),
    ]);
    expect(() => churnProbabilities(model, [good, without as never])).toThrow(
      "row 1: point.spend must be a key of the point (undefined where not known), received undefined",
    );
    expect(() => churnProbability(model, without as never)).toThrow("point.spend must be a key of the point");
    expect(() => churnProbability(model, { ...good, recency: Number.NaN })).toThrow("point.recency must be a finite number");
    expect(() => churnProbability(model, { ...good, recency: "3" })).toThrow("point.recency must be a finite number");
    expect(() => churnProbability(model, { ...good, plan: 2 })).toThrow("point.plan must be a category");
    expect(() => churnProbability(model, undefined as never)).toThrow("point must be an object of named features");
  });

  test.each([true, false])("one class only (%s) is refused", (churned) => {
    expect(() => learn(examples.map((example) => ({ ...example, churned })))).toThrow(
      "churned must be true for some examples and false for others",
    );
  });

  test.each([Number.NaN, undefined, "yes", 2, null])("the label %s is refused with its row", (label) => {
    const wrong = examples.map((example, i) => (i === 7 ? { ...example, churned: label as never } : example));
    expect(() => learn(wrong)).toThrow(/^row 7: churned must be true or false, received /);
  });

  test("wrong values, columns and options are refused with row and field", () => {
    const wrong = (change: object) => () =>
      learn(examples.map((example, i) => (i === 4 ? { ...example, point: { ...example.point, ...change } } : example)));
    expect(wrong({ spend: Number.POSITIVE_INFINITY })).toThrow(
      "row 4: point.spend must be a finite number, or undefined where not known, received Infinity",
    );
    expect(wrong({ spend: Number.NaN })).toThrow("row 4: point.spend");
    expect(wrong({ spend: "12" })).toThrow('row 4: point.spend must be a finite number, or undefined where not known, received "12"');
    expect(wrong({ plan: 3 })).toThrow("row 4: point.plan must be a category");
    const { visits: _visits, ...less } = examples[4]!.point;
    expect(() => learn(examples.map((example, i) => (i === 4 ? { ...example, point: less as never } : example)))).toThrow(
      "row 4: point.visits must be a key of the point (undefined where not known)",
    );
    expect(() => learn([])).toThrow("examples must be at least one example");
    expect(() => learn({ columns: { a: [1, 2], b: [1] }, churned: [0, 1] })).toThrow(
      "columns.b must be 2 values long, as a is, received 1",
    );
    expect(() => learn({ columns: { a: [1, 2] }, churned: [0] })).toThrow("churned must be 2 values, as the columns have, received 1");
    expect(() => learn({ columns: { a: [1, 2] }, churned: [0, 1], customerId: ["x"] })).toThrow("customerId must be 2 values");
    expect(() => learn(examples, { features: [] })).toThrow("features must be at least one name");
    expect(() => learn(examples, { features: ["recency", "recency"] })).toThrow("features[1] must be a name that is not there yet");
    expect(() => learn(examples, { features: ["money" as never] })).toThrow(
      'features[0] must be one of recency, spend, plan, visits, received "money"',
    );
    const changed = (change: object): typeof examples => examples.map((example, i) => (i === 4 ? { ...example, ...change } : example));
    expect(() => learn(changed({ customerId: undefined }))).toThrow("row 4: customerId must be there, as other examples have one");
    expect(() => learn(changed({ customerId: {} }))).toThrow("row 4: customerId must be a text or a number, received an object");
    expect(() => learn(changed({ customerId: "" }))).toThrow('row 4: customerId must be a text or a number, received ""');
    expect(() => learn(changed({ point: { ...examples[4]!.point, colour: "red" } }))).toThrow(
      "row 4: point.colour must be a key of every point (undefined where not known), also of the first",
    );
    expect(() => learn(examples.map((example, i) => (i === 4 ? (null as never) : example)))).toThrow(
      "row 4: churned must be true or false",
    );
    expect(() => learn(undefined as never)).toThrow("examples must be an array of examples, or columns, received undefined");
    expect(() => learn(examples, { weights: examples.map(() => "1" as never) })).toThrow(
      "row 0: weights must be a finite number, 0 or more",
    );
    expect(() => learn(examples, { weights: [1] })).toThrow("weights must be 250 numbers, one for each example, received 1");
    expect(() => learn(examples, { weights: examples.map((_, i) => (i === 2 ? -1 : 1)) })).toThrow(
      "row 2: weights must be a finite number, 0 or more, received -1",
    );
  });

  test("constant features, an empty column, few examples and leaks are noted", () => {
    const plain = examples.slice(0, 40).map(({ churned, point: { recency } }, i) => ({
      churned,
      point: { recency, always: 1, never: undefined, told: churned ? "yes" : "no", later: churned ? 10 + i : i / 10 },
    }));
    const { notes, ...fitted } = learn(plain);
    expect(notes).toEqual([
      "Only 40 examples: any figure here may be luck. Use a longer history or several cut-offs.",
      "The same for everybody, and so of no use: always, never.",
      "told alone separates those who left from those who stayed: was it measured after the cut-off? Leave it out.",
      "later alone separates those who left from those who stayed: was it measured after the cut-off? Leave it out.",
    ]);
    expect(churnProbability(fitted as ChurnModel, { ...plain[0]!.point, always: undefined, never: 4 })).toBeGreaterThan(0);
    expect(model.notes).toEqual([]);
  });

  test("where only what is not known tells, the known go the other way, after JSON as well", () => {
    const gaps = Array.from({ length: 400 }, (_, i) => ({ point: { x: i % 4 === 0 ? undefined : i % 7 }, churned: i % 4 === 0 }));
    const fitted = learn(gaps);
    if (!("trees" in fitted)) return;
    const values = [undefined, 0, 3, 6, -1e308, Number.MAX_VALUE].map((x) => ({ x }));
    const [unknown, ...known] = churnProbabilities(JSON.parse(JSON.stringify(fitted)) as typeof fitted, values);
    expect(unknown).toBeGreaterThan(0.6);
    for (const p of known) expect(p).toBeLessThan(0.2);
    for (const [i, point] of values.entries()) expect(churnProbability(fitted, point)).toBeCloseTo([unknown!, ...known][i]!, 14);
  });

  test("a model that was edited is refused, not scored", () => {
    const saved = JSON.parse(JSON.stringify(model));
    const [point] = points;
    for (const score of [
      (one: ChurnModel<Name>) => churnProbability(one, point!),
      (one: ChurnModel<Name>) => explainChurn(one, point!),
    ] as const) {
      expect(() => score({ ...saved, kind: "churn-oracle" })).toThrow("model.kind must be one of churn-forest");
      expect(() => score({ ...saved, schemaVersion: 2 })).toThrow("model.schemaVersion must be 1");
      expect(() => score({ kind: "churn-calibrated", schemaVersion: 1, model: saved } as never)).toThrow(
        "calibratedProbability takes this one",
      );
      expect(() => score(undefined as never)).toThrow("model must be a churn model");
      const { trees: _, columns: __, logistic: ___, ...less } = saved;
      expect(() => score(less)).toThrow(InvalidInputError);
    }
    expect(() => churnProbabilities({ ...saved, features: saved.features.slice(0, 1) }, points)).toThrow(InvalidInputError);
    expect(() => churnProbability(model, point!, "mising" as never)).toThrow('unknownCategory must be "error" or "missing"');
    const looped = JSON.parse(JSON.stringify(model), (key, value) => (key === "right" ? value.map(() => 0) : value));
    if (model.kind !== "churn-logistic") expect(() => churnProbabilities(looped, points)).toThrow("must be a node of a tree");
  });

  test("levels stand by code point, also beyond 0xFFFF", () => {
    const levels = ["\u{1F600}", "\uFB01", "b", "ab", "a"];
    const { features } = learn(examples.map((example, i) => ({ ...example, point: { mark: levels[i % 5] } })) as never);
    expect(features).toEqual([{ name: "mark", kind: "category", levels: ["a", "ab", "b", "\uFB01", "\u{1F600}"] }]);
  });

  test("numbers as text are categories, and said to be", () => {
    const { notes } = learn(
      examples.map(({ churned }, i) => ({ churned, point: { age: String(20 + (i % 9)), flag: String(i % 2), x: i % 5 } })),
    );
    expect(notes).toEqual(["age is numbers as text, and so 9 categories without an order: give numbers if it has one."]);
  });

  test("features and weights that are asked for are those that count", () => {
    const some = learn(examples, { features: ["visits", "plan"] });
    expect(some.features.map(({ name }) => name)).toEqual(["visits", "plan"]);
    const half = learn(examples, { weights: examples.map((_, i) => (i < 125 ? 1 : 0)) });
    expect(half.examples).toBe(125);
    expect(half.churned).toBe(examples.slice(0, 125).filter(({ churned }) => churned).length);
  });
});
