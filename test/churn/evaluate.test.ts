import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareLearners, crossFitted } from "../../src/churn/evaluate.js";
import { churnFolds } from "../../src/churn/folds.js";
import { fitChurnForest } from "../../src/churn/forest.js";
import { fitChurnLogistic } from "../../src/churn/logistic.js";
import { churnScores } from "../../src/churn/metrics.js";
import { churnProbabilities } from "../../src/churn/model.js";
import type { ChurnColumns, ChurnExample, ChurnExamples } from "../../src/churn/points.js";
import { InvalidInputError } from "../../src/errors.js";
import { random, shuffle } from "../../src/math/random.js";
import { describeShared, readReference } from "../shared-data.js";
import { someExamples } from "./examples.js";
import { onlineRetail, telco } from "./reference.js";

const examples = someExamples(400);

function asColumns(rows: readonly ChurnExample[]): ChurnColumns {
  const names = Object.keys(rows[0]!.point);
  return {
    customerId: rows.map(({ customerId }) => customerId!),
    columns: Object.fromEntries(names.map((name) => [name, rows.map(({ point }) => point[name])])),
    churned: rows.map(({ churned }) => churned),
  };
}

describe("folds", () => {
  const many = fc
    .array(fc.record({ id: fc.integer({ min: 0, max: 30 }), churned: fc.boolean() }), { minLength: 60, maxLength: 120 })
    .filter((rows) => new Set(rows.map(({ id }) => id)).size >= 5)
    .map((rows) => rows.map(({ id, churned }) => ({ customerId: id, point: { x: 1 }, churned })));

  test("keep a customer on one side and leave none empty", () => {
    fc.assert(
      fc.property(many, fc.integer({ min: 2, max: 5 }), (rows, folds) => {
        const fold = churnFolds(rows, { folds });
        const of = new Map<number, number>();
        for (const [i, { customerId }] of rows.entries()) {
          expect(of.get(customerId) ?? fold[i]).toBe(fold[i]);
          of.set(customerId, fold[i]!);
        }
        expect(new Set(fold).size).toBe(folds);
      }),
    );
  });

  test("do not depend on the order of the rows", () => {
    fc.assert(
      fc.property(many, fc.integer(), (rows, seed) => {
        const fold = churnFolds(rows);
        const of = new Map(rows.map(({ customerId }, i) => [customerId, fold[i]!]));
        const mixed = shuffle(random(seed), rows);
        const again = churnFolds(mixed);
        for (const [i, { customerId }] of mixed.entries()) expect(again[i]).toBe(of.get(customerId));
      }),
    );
  });

  test("have as many of each class, but for one", () => {
    for (const folds of [2, 3, 5, 10]) {
      const fold = churnFolds(examples, { folds, seed: 5 });
      for (const kind of [true, false]) {
        const counts = Array.from(
          { length: folds },
          (_, part) => examples.filter(({ churned }, i) => churned === kind && fold[i] === part).length,
        );
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }
    }
    expect(churnFolds(examples, { seed: 2 })).not.toEqual(churnFolds(examples, { seed: 3 }));
  });

  test("may be given", () => {
    const given = examples.map((_, i) => i % 4);
    expect(Array.from(churnFolds(examples, { folds: given }))).toEqual(given);
  });

  test("a customer called __proto__ is a customer", () => {
    const rows = ["__proto__", "constructor", "0", "a", "__proto__"].map((customerId, i) => ({
      customerId,
      point: { x: i },
      churned: i % 2 === 0,
    }));
    const fold = churnFolds(rows, { folds: 2 });
    expect(fold[0]).toBe(fold[4]);
  });
});

describe("scores by models that did not see the customer", () => {
  test("are those of a model of the other folds", () => {
    const folds = examples.map((_, i) => i % 3);
    const found = crossFitted(examples, (some) => fitChurnLogistic(some), { folds });
    const rest = examples.filter((_, i) => i % 3 !== 1);
    const own = examples.filter((_, i) => i % 3 === 1);
    const expected = churnProbabilities(
      fitChurnLogistic(rest),
      own.map(({ point }) => point),
    );
    expect(Array.from(found.filter((_, i) => i % 3 === 1))).toEqual(Array.from(expected));
  });

  test("no learner is ever asked about what it has seen", () => {
    const learner = (some: ChurnExamples) => {
      const seen = new Set((some as ChurnExample[]).map(({ point }) => point));
      return (points: readonly object[]) => points.map((point) => (seen.has(point as ChurnExample["point"]) ? 1 : 0));
    };
    expect(crossFitted(examples as ChurnExample[], learner).every((score) => score === 0)).toBe(true);
  });

  test("rows and columns agree", () => {
    const byRows = crossFitted(examples as ChurnExample[], (some) => fitChurnForest(some, { trees: 5 }));
    const byColumns = crossFitted(asColumns(examples), (some) => fitChurnForest(some, { trees: 5 }));
    expect(byColumns).toEqual(byRows);
    const function_ = (points: readonly { readonly [name: string]: unknown }[]) => points.map(({ recency }) => recency as number);
    expect(crossFitted(asColumns(examples), () => function_)).toEqual(crossFitted(examples as ChurnExample[], () => function_));
  });
});

describe("comparing learners", () => {
  const learners = {
    logistic: (some: ChurnExamples) => fitChurnLogistic(some),
    noise: () => {
      const dice = random(4);
      return (points: readonly unknown[]) => points.map(() => dice());
    },
  };

  test("names the winner, and says that it beats noise by more than luck", () => {
    const found = compareLearners(examples as ChurnExample[], learners, { naive: "recency" });
    expect(found.winner).toBe("logistic");
    expect(found.method).toBe("folds");
    expect(found.learners.map(({ name }) => name)).toEqual(["logistic", "naive", "noise"]);
    expect(found.against.find(({ name }) => name === "noise")).toMatchObject({ moreThanLuck: true });
    const [first] = found.learners;
    expect(first).toMatchObject(
      churnScores(
        found.scores.logistic!,
        examples.map(({ churned }) => churned),
      ),
    );
    expect(first!.low! < first!.auc! && first!.auc! < first!.high!).toBe(true);
    expect(Math.abs(first!.meanFoldAuc! - first!.auc!)).toBeLessThan(0.03);
    expect(found.notes).toEqual([]);
  });

  test("takes the learners as they are", () => {
    const { learners: rows } = compareLearners(
      someExamples(120),
      { logistic: fitChurnLogistic, forest: fitChurnForest },
      { naive: "visits", folds: 3 },
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(["forest", "logistic", "naive"]);
  });

  test("one against its own copy wins nothing", () => {
    const twin = { one: learners.logistic, other: learners.logistic };
    const { against, winner } = compareLearners(examples as ChurnExample[], twin);
    expect(winner).toBe("one");
    expect(against).toMatchObject([{ name: "other", difference: 0, pValue: 1, moreThanLuck: false }]);
  });

  test("out of time: trained on all earlier, judged on the later", () => {
    const later = someExamples(300, 77) as ChurnExample[];
    const { learners: rows, scores, method } = compareLearners(examples as ChurnExample[], learners, { test: later });
    expect(method).toBe("out of time");
    expect(scores.logistic).toEqual(churnProbabilities(fitChurnLogistic(examples), later.map(({ point }) => point) as never));
    expect(rows[0]).toMatchObject({ name: "logistic", meanFoldAuc: undefined, examples: 300 });
  });

  test("the rule: a column, a function, the overdue ratio where there is one, or none", () => {
    const rows: ChurnExample[] = examples.map(({ point, ...rest }) => ({
      ...rest,
      point: { ...point, overdueRatio: point.recency as number },
    }));
    const names = (naive?: false) => compareLearners(rows, learners, naive === false ? { naive } : {}).learners.map(({ name }) => name);
    expect(names()).toContain("naive");
    expect(names(false)).not.toContain("naive");
    const byFunction = compareLearners(rows, learners, { naive: (points) => points.map(({ recency }) => recency as number) });
    expect(byFunction.scores.naive).toEqual(compareLearners(rows, learners).scores.naive);
    const unknown = rows.map((row, i) => (i < 3 ? { ...row, point: { ...row.point, overdueRatio: undefined } } : row));
    expect(compareLearners(unknown, { logistic: learners.logistic }).scores.naive!.slice(0, 3)).toEqual(
      new Float64Array(3).fill(-Number.MAX_VALUE),
    );
  });

  test("a rule that wins is said to, and so are customers judged twice", () => {
    const twice = [...examples, ...examples] as ChurnExample[];
    const { notes } = compareLearners(twice, { noise: learners.noise }, { naive: "recency" });
    expect(notes.join(" ")).toContain("judged several times");
    expect(notes.join(" ")).toContain("The naive rule wins");
    expect(notes.join(" ")).not.toContain("The folds given");
    const split = compareLearners(twice, { noise: learners.noise }, { folds: twice.map((_, i) => (i < examples.length ? 0 : 1)) });
    expect(split.notes.join(" ")).toContain("The folds given put a customer's examples into several of them");
  });
});

describeShared("the folds of the reference", () => {
  interface Reference {
    readonly models: Readonly<Record<string, { readonly mean: { readonly auc: number } }>>;
    readonly single_feature_auc_all_rows: { readonly gaps_since_last: { readonly auc: number } };
  }

  test("Online Retail: two regressions and the overdue rule, with scikit-learn's areas and a rule that loses by more than luck", () => {
    const rows = onlineRetail();
    const reference = readReference<Reference>("python/churn_online_retail.json");
    const { learners, winner, against } = compareLearners(
      rows as ChurnExample[],
      { raw: (some) => fitChurnLogistic(some), log: (some) => fitChurnLogistic(some, { transform: "signed-log" }) },
      { folds: rows.map(({ fold }) => fold), naive: "gaps_since_last" },
    );
    const found = Object.fromEntries(learners.map((row) => [row.name, row]));
    // areas count pairs, whose order 1e-10 of a probability does not change
    expect(Math.abs(found.raw!.meanFoldAuc! - reference.models.logistic_regression_raw!.mean.auc)).toBeLessThan(1e-9);
    expect(Math.abs(found.log!.meanFoldAuc! - reference.models.logistic_regression_signed_log!.mean.auc)).toBeLessThan(1e-9);
    expect(Math.abs(found.naive!.auc! - reference.single_feature_auc_all_rows.gaps_since_last.auc)).toBeLessThan(1e-12);
    expect(winner).toBe("log");
    expect(against.find(({ name }) => name === "naive")).toMatchObject({ moreThanLuck: true });
  });

  test("Telco: scikit-learn's area", () => {
    const rows = telco();
    const reference = readReference<Reference>("python/churn_telco.json");
    const { learners } = compareLearners(rows as ChurnExample[], { logistic: fitChurnLogistic }, { folds: rows.map(({ fold }) => fold) });
    expect(Math.abs(learners[0]!.meanFoldAuc! - reference.models.logistic_regression!.mean.auc)).toBeLessThan(1e-9);
  });
});

describe("bad input", () => {
  const rows = examples as ChurnExample[];
  const logistic = (some: ChurnExamples) => fitChurnLogistic(some);
  const stayed = rows.map((row) => ({ ...row, churned: false }));
  test.each<[string, () => unknown, string]>([
    ["no learners", () => compareLearners(rows, {}), "learners must be at least one learner"],
    ["a learner called as the rule", () => compareLearners(rows, { naive: logistic }), "learners.naive"],
    ["a rule that is no feature", () => compareLearners(rows, { logistic }, { naive: "shoe" }), "naive must be one of recency"],
    ["a rule that is a category", () => compareLearners(rows, { logistic }, { naive: "plan" }), "point.plan must be a number"],
    ["a learner that is none", () => compareLearners(rows, { forest: 3 as never }), "learners.forest must be a function"],
    ["one fold", () => churnFolds(rows, { folds: 1 }), "folds must be a whole number, 2 or more"],
    ["more folds than customers", () => churnFolds(rows.slice(0, 3)), "folds must be at most 3"],
    ["folds of another length", () => churnFolds(rows, { folds: [0, 1] }), "folds must be 400 numbers"],
    ["a fold of 0.5", () => churnFolds(rows, { folds: rows.map(() => 0.5) }), "row 0: folds"],
    ["an empty fold", () => churnFolds(rows, { folds: rows.map((_, i) => (i % 2) * 2) }), "also in 1"],
    ["one class judged", () => compareLearners(stayed, { any: () => (points) => points.map(() => 0) }), "churned"],
    ["scores of another number", () => crossFitted(rows, () => () => [1]), "numbers, one for each point"],
    [
      "a score that is NaN",
      () => compareLearners(rows, { odd: () => (points) => points.map(() => Number.NaN) }),
      "odd must be a finite number",
    ],
    ["a level of 2", () => compareLearners(rows, { logistic }, { level: 2 }), "level"],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });
});
