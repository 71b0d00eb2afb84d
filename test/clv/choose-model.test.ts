import { describe, expect, test } from "vitest";
import {
  chooseModel,
  expectedPurchases,
  FitError,
  fitBgNbd,
  fitMbgNbd,
  type Holdout,
  holdout,
  probabilityAlive,
  probabilityOfPurchase,
  simulateHistories,
} from "../../src/index.js";
import { midRanks } from "../../src/math/correlation.js";
import { describeShared } from "../shared-data.js";
import { cdnowSample, onlineRetail } from "./cdnow.js";

/** P(a leaver scores higher than a stayer), ties half. */
function auc(scores: readonly number[], left: readonly boolean[]): number {
  const ranks = midRanks(scores);
  const leavers = left.filter(Boolean).length;
  const sum = ranks.reduce((total, rank, i) => total + (left[i] ? rank : 0), 0);
  return (sum - (leavers * (leavers + 1)) / 2) / (leavers * (left.length - leavers));
}

describeShared("who leaves: nobody should ask P(alive) of BG/NBD", () => {
  const splits: [string, () => Holdout[], number][] = [
    ["CDNOW, 90 days", () => holdout(cdnowSample(), { at: "1997-09-30", until: "1997-12-29" }).customers, 90],
    ["CDNOW, 39 weeks", () => holdout(cdnowSample(), { at: "1997-09-30", until: "1998-06-30" }).customers, 273],
    ["Online Retail, 90 days", () => holdout(onlineRetail(), { at: "2011-09-10", until: "2011-12-09" }).customers, 90],
  ];

  test.each(splits)("%s: 1 − P(alive) ranks leavers worse than chance, −E[purchases] well", (_, read, days) => {
    const customers = read();
    const left = customers.map(({ laterPurchases }) => laterPurchases === 0);
    const model = fitBgNbd(customers);
    const dead = auc(
      customers.map((customer) => 1 - probabilityAlive(model, customer)),
      left,
    );
    const quiet = auc(
      customers.map((customer) => -expectedPurchases(model, customer, days)),
      left,
    );
    const none = auc(
      customers.map((customer) => 1 - probabilityOfPurchase(model, customer, days)),
      left,
    );
    // .31 to .46 and .73 to .80 as reported
    expect(dead).toBeGreaterThan(0.3);
    expect(dead).toBeLessThan(0.47);
    expect(quiet).toBeGreaterThan(0.72);
    expect(quiet).toBeLessThan(0.82);
    expect(none).toBeGreaterThan(0.72);
    const mbg = fitMbgNbd(customers);
    expect(
      auc(
        customers.map((customer) => 1 - probabilityAlive(mbg, customer)),
        left,
      ),
    ).toBeGreaterThan(dead);
  });
});

describeShared("the choice on CDNOW", () => {
  const { customers } = holdout(cdnowSample(), { at: "1997-09-30", until: "1998-06-30" });

  test("by likelihood, then by the holdout among those it supports", () => {
    const { model, candidates, notes } = chooseModel(customers, { days: 273 });
    expect(candidates).toHaveLength(6);
    expect(candidates[0]!.aicExcess).toBe(0);
    for (const { model: fitted, aicExcess, holdout: accuracy } of candidates) {
      expect(fitted!.aic - candidates[0]!.model!.aic).toBeCloseTo(aicExcess!, 9);
      expect(accuracy!.rmse).toBeGreaterThan(1.5);
    }
    expect(candidates.find(({ kind }) => kind === "bg-nbd")!.model!.logLikelihood).toBeCloseTo(-9582.429 - 2457 * Math.log(7), 2);
    const supported = candidates.filter(({ aicExcess }) => aicExcess! <= 10);
    const least = supported.reduce((best, one) => (one.holdout!.rmse < best.holdout!.rmse ? one : best));
    expect(model).toBe(least.model);
    expect(notes[0]).toMatch(/forecast the holdout best|lowest AIC/);
  });

  test("for churn, models in which one-time buyers are always alive are not asked", () => {
    const { candidates } = chooseModel(customers, { days: 273, question: "churn" });
    expect(candidates.map(({ kind }) => kind).sort()).toEqual(["mbg-cnbd-k", "mbg-nbd", "pareto-nbd"]);
  });
});

describe("the choice", () => {
  const truth = { kind: "mbg-nbd", params: { r: 0.8, alpha: 20, a: 0.8, b: 2.5 } } as const;
  const customers = simulateHistories(truth, { customers: 3000, days: [100, 400] });

  test("finds the model that made the data", () => {
    const { model, notes } = chooseModel(customers, { candidates: ["nbd", "bg-nbd", "mbg-nbd"] });
    expect(model.kind).toBe("mbg-nbd");
    expect(notes[0]).toMatch(/^mbg-nbd has the lowest AIC/);
  });

  test("of a business with contracts, and of one with occasions", () => {
    const cohort = { survivors: [1000, 869, 743, 653, 593, 551, 517, 491] };
    const { model, candidates } = chooseModel(cohort, { contractual: true });
    expect(candidates.map(({ kind }) => kind).sort()).toEqual(["bdw", "sbg"]);
    expect(model.aic).toBe(Math.min(...candidates.map((one) => one.model!.aic)));
    const donors = Array.from({ length: 300 }, (_, i) => {
      const repeats = i % 5;
      return { repeats, lastPurchaseOpportunity: repeats === 0 ? 0 : Math.min(6, repeats + (i % 3)), opportunities: 6 };
    });
    expect(chooseModel(donors, { discrete: true }).model.kind).toBe("bg-bb");
  });

  test("without gaps the models of regular buyers are left out, with a note", () => {
    const { candidates, notes } = chooseModel(customers.map((customer) => ({ ...customer, sumLogGaps: undefined })));
    expect(candidates.map(({ kind }) => kind).some((kind) => kind.includes("cnbd"))).toBe(false);
    expect(notes.join(" ")).toMatch(/regular buyers were left out/);
  });

  test.each([
    ["question must be", customers, { question: "money" as never }],
    ["candidates must be", customers, { candidates: ["poisson" as never] }],
    ["candidates must be", customers, { candidates: ["bg-nbd" as const], question: "churn" as const }],
    ["customers must be", [], {}],
    ["days must be", [{ ...customers[0]!, laterPurchases: 1 }], {}],
    ["row 1: laterPurchases must be", [{ ...customers[0]!, laterPurchases: 1 }, customers[1]!], { days: 9 }],
  ])("%s", (message, some, options) => {
    expect(() => chooseModel(some, options)).toThrow(message);
  });

  test.each([Number.NaN, -1, 1.5, "2", null])("laterPurchases %s is refused by row, and ends", (laterPurchases) => {
    const some = customers.map((customer, i) => ({ ...customer, laterPurchases: i === 3 ? (laterPurchases as number) : 1 }));
    expect(() => chooseModel(some, { days: 90 })).toThrow("row 3: laterPurchases must be");
    expect(() =>
      chooseModel(
        customers.map((customer) => ({ ...customer, laterPurchases: 1 })),
        { days: Number.NaN },
      ),
    ).toThrow("days must be");
  });

  test("between models that are the same but for rounding, such as BG/NBD and BG/CNBD-1, the one with fewer parameters", () => {
    const held = customers.map((customer, i) => ({ ...customer, laterPurchases: i % 3 }));
    const { model, candidates } = chooseModel(held, { days: 90, candidates: ["bg-cnbd-k", "bg-nbd"] });
    expect((candidates[1]!.model!.params as { k?: number }).k).toBe(1);
    expect(candidates[1]!.holdout!.rmse / candidates[0]!.holdout!.rmse).toBeCloseTo(1, 9);
    expect(model.kind).toBe("bg-nbd");
  });

  test("histories from a summary, whose gaps are not known, may be chosen for", () => {
    const rows = customers.slice(0, 100).map(({ repeats, lastPurchaseAge, age }) => ({ repeats, lastPurchaseAge, age }));
    expect(chooseModel(rows, { candidates: ["nbd", "bg-nbd"] }).candidates.length).toBe(2);
  });

  test("no maximum anywhere is an error", () => {
    const impossible = Array.from({ length: 3 }, () => ({ repeats: 4, lastPurchaseAge: 0, age: 0, sumLogGaps: undefined }));
    expect(() => chooseModel(impossible)).toThrow(FitError);
  });
});
