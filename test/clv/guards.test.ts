/** What callers without types get wrong: never a wrong number, never a TypeError. */
import { describe, expect, test } from "vitest";
import {
  chooseModel,
  expectedPurchases,
  expectedSpend,
  fitBdw,
  fitBgBb,
  fitBgCnbdK,
  fitBgNbd,
  fitBgNbdCovariates,
  fitGammaGamma,
  fitLogNormalSpend,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  fitParetoNbdCovariates,
  fitSbg,
  InvalidInputError,
  logLikelihood,
  modelOfCustomer,
  nextPurchase,
  probabilityAlive,
  probabilityOfPurchase,
  purchaseDistribution,
  readModel,
  retentionRate,
  simulateHistories,
  survival,
} from "../../src/index.js";

const bg = { kind: "bg-nbd", params: { r: 0.5, alpha: 20, a: 0.8, b: 2.5 } } as const;
const customer = { repeats: 2, lastPurchaseAge: 20, age: 30 };
// biome-ignore lint/suspicious/noExplicitAny: these tests hand over what types forbid
const any = (value: unknown): any => value;

/** The call throws an InvalidInputError whose first issue is of this field, and of this row if one is given. */
function expectRefused(call: () => unknown, field: string, row = -1): void {
  let thrown: unknown;
  try {
    call();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(InvalidInputError);
  const [issue] = (thrown as InvalidInputError).issues;
  expect([issue!.field, issue!.row]).toEqual([field, row]);
}

describe("every parameter of a model must be there", () => {
  test.each<[string, () => unknown]>([
    ["r", () => expectedPurchases(any({ kind: "nbd", params: {} }), customer, 30)],
    ["b", () => probabilityAlive(any({ kind: "bg-nbd", params: { r: 1, alpha: 1, a: 1 } }), customer)],
    ["k", () => probabilityAlive(any({ kind: "bg-cnbd-k", params: bg.params }), customer)],
    ["v", () => expectedSpend(any({ kind: "gamma-gamma", params: { p: 6, q: 4, gamma: 15 } }), { repeats: 2, meanSpend: 9 })],
    ["mu", () => expectedSpend(any({ kind: "log-normal-spend", params: { tau: 1, sigma: 1 } }), { repeats: 2, meanSpend: 9 })],
    ["c", () => survival(any({ kind: "bdw", params: { alpha: 1, beta: 2 } }), 3)],
    ["alpha", () => retentionRate(any({ kind: "sbg", params: { alpha: "1", beta: 2 } }), 3)],
    ["alpha", () => probabilityAlive(any({ kind: "bg-nbd", params: { ...bg.params, alpha: "20" } }), customer)],
    ["r", () => probabilityAlive(any({ kind: "bg-nbd" }), customer)],
    ["alpha", () => modelOfCustomer(any({ kind: "bg-nbd-covariates", params: { r: 1 } }), { covariates: {} })],
    [
      "purchase.web",
      () =>
        modelOfCustomer({ kind: "bg-nbd-covariates", params: { ...bg.params, "purchase.web": Number.NaN } }, { covariates: { web: 1 } }),
    ],
  ])("without %s it is refused", (name, call) => expectRefused(call, `params.${name}`));

  test("what a model has beside its parameters does not matter", () => {
    const more = { kind: "bg-nbd", params: { ...bg.params, note: Number.NaN } } as const;
    expect(probabilityAlive(more, customer)).toBe(probabilityAlive(bg, customer));
  });

  test("a customer's covariates must leave the parameters finite and above 0", () => {
    const model = { kind: "bg-nbd-covariates", params: { ...bg.params, "purchase.web": 1 } } as const;
    expectRefused(() => modelOfCustomer(model, { covariates: { web: 5000 } }), "covariates");
    expectRefused(() => modelOfCustomer(model, { covariates: { web: -5000 } }), "covariates");
  });

  test("a model with covariates is sent to modelOfCustomer", () => {
    expect(() => probabilityAlive(any({ kind: "bg-nbd-covariates", params: bg.params }), customer)).toThrow(/modelOfCustomer/);
    expect(() => logLikelihood(any({ kind: "pareto-nbd-covariates", params: bg.params }), [customer])).toThrow(/modelOfCustomer/);
  });
});

describe("numbers given as text, and null for 0, are refused", () => {
  const asText = { repeats: 2, lastPurchaseAge: "20", age: "30" };
  test.each<[string, () => unknown, number?]>([
    ["age", () => probabilityAlive(bg, any(asText))],
    ["lastPurchaseAge", () => probabilityAlive(bg, any({ ...customer, lastPurchaseAge: "20" }))],
    ["lastPurchaseAge", () => probabilityAlive(bg, any({ ...customer, lastPurchaseAge: null }))],
    ["repeats", () => probabilityAlive(bg, any({ ...customer, repeats: "2" }))],
    ["days", () => purchaseDistribution(bg, "newcomer", any("30"))],
    ["days", () => expectedPurchases(bg, customer, any("30"))],
    ["days", () => expectedPurchases(bg, customer, any(null))],
    ["days", () => expectedPurchases(bg, customer, any(undefined))],
    ["days", () => probabilityOfPurchase(bg, customer, any(null))],
    ["in", () => probabilityAlive(bg, customer, { in: any(null) })],
    ["age", () => fitNbd([customer, any(asText)]), 1],
    ["weights", () => fitNbd([customer, customer], { weights: any([1, "2"]) }), 1],
    ["meanSpend", () => fitGammaGamma([{ repeats: 2, meanSpend: any("9") }]), 0],
    ["meanSpend", () => expectedSpend({ kind: "gamma-gamma", params: { p: 6, q: 4, v: 15 } }, { repeats: 2, meanSpend: any(null) })],
    ["survivors", () => fitSbg({ survivors: any([100, "80", 60]) }), 0],
    ["penalty", () => fitNbd([customer], { penalty: any("0") })],
  ])("%s", (field, call, row) => expectRefused(call, field, row));
});

describe("what is no object is refused by row and field", () => {
  const fits = {
    fitNbd,
    fitBgNbd,
    fitMbgNbd,
    fitParetoNbd,
    fitBgCnbdK,
    fitBgBb,
    fitBgNbdCovariates,
    fitParetoNbdCovariates,
    fitGammaGamma,
    fitLogNormalSpend,
    chooseModel,
  };
  test.each(Object.entries(fits))("%s of nothing, of null and of a hole", (_, learn) => {
    expectRefused(() => learn(any(undefined)), "customers");
    expectRefused(() => learn(any(null)), "customers");
    expectRefused(() => learn(any([null])), "customer", 0);
    // biome-ignore lint/suspicious/noSparseArray: the hole is what is tested
    expectRefused(() => learn(any([, 1])), "customer", 0);
  });

  test("contracts", () => {
    for (const learn of [fitSbg, fitBdw]) {
      expectRefused(() => learn(any(undefined)), "data");
      expectRefused(() => learn(any([null])), "customer", 0);
      expectRefused(() => learn(any([{ survivors: "ab" }])), "survivors", 0);
    }
    expectRefused(() => chooseModel(any(undefined), { contractual: true }), "data");
  });

  test("verbs", () => {
    for (const nobody of [null, undefined, "somebody", 3]) expectRefused(() => probabilityAlive(bg, any(nobody)), "customer");
    expectRefused(() => nextPurchase(any({ kind: "bg-bb", params: { alpha: 1, beta: 1, gamma: 1, delta: 1 } }), any(null)), "customer");
    expectRefused(() => expectedSpend({ kind: "gamma-gamma", params: { p: 6, q: 4, v: 15 } }, any(null)), "customer");
    for (const nothing of [null, undefined, {}]) {
      expectRefused(() => probabilityAlive(any(nothing), customer), "kind");
      expectRefused(() => expectedSpend(any(nothing), { repeats: 0, meanSpend: undefined }), "kind");
      expectRefused(() => survival(any(nothing), 1), "kind");
      expectRefused(() => modelOfCustomer(any(nothing), { covariates: {} }), "kind");
    }
    expectRefused(
      () => modelOfCustomer({ kind: "bg-nbd-covariates", params: { ...bg.params, "purchase.web": 1 } }, any({})),
      "covariates.web",
    );
  });

  test("options", () => {
    expectRefused(() => fitNbd([customer], { start: any(null) }), "start.r");
    expectRefused(() => fitNbd([customer], { weights: any(null) }), "weights");
    expectRefused(() => simulateHistories(bg, any({ customers: 1 })), "days");
  });
});

describe("readModel notices every edit of a fitted model", () => {
  const histories = simulateHistories(bg, { customers: 60, days: 300 });
  const models = {
    bg: fitBgNbd(histories),
    cnbd: fitBgCnbdK(histories, { kMax: 2 }),
    covariates: fitBgNbdCovariates(
      histories.map((history, i) => ({ ...history, covariates: { web: i % 2 } })),
      { dropout: [] },
    ),
  };
  test.each(Object.entries(models))("%s", (_, model) => {
    const text = JSON.stringify(model);
    expect(readModel(text)).toEqual(JSON.parse(text));
    const keys = Object.keys(model).filter((key) => key !== "kind" && key !== "schemaVersion");
    expect(keys.length).toBeGreaterThan(10);
    for (const key of keys) {
      const edited = JSON.parse(text) as Record<string, unknown>;
      edited[key] = key === "params" ? { ...model.params, r: 9 } : key === "unit" ? "money" : ["edited"];
      expect(() => readModel(edited), key).toThrow(InvalidInputError);
    }
    expect(() => readModel({ ...JSON.parse(text), added: 1 })).toThrow(/fingerprint/);
  });

  test("the order of the keys says nothing", () => {
    const turned = Object.fromEntries(Object.entries(models.bg).reverse());
    expect(readModel(JSON.stringify(turned)).params).toEqual(models.bg.params);
  });
});
