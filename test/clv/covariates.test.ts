import { describe, expect, test } from "vitest";
import { draw as drawPareto } from "../../src/clv/pareto-nbd.js";
import {
  expectedPurchases,
  fitBgNbdCovariates,
  fitParetoNbd,
  fitParetoNbdCovariates,
  InvalidInputError,
  logLikelihood,
  modelOfCustomer,
  probabilityAlive,
  readModel,
  type Timing,
  type WithCovariates,
} from "../../src/index.js";
import { random } from "../../src/math/random.js";
import { describeShared, readReference, readShared } from "../shared-data.js";
import { cdnow, expectClose, table } from "./reference.js";

interface Reference {
  readonly params: Record<string, number>;
  readonly loglik: number;
  readonly std_error: Record<string, number>;
  readonly covariance: number[][];
  readonly likelihood_ratio: number;
  readonly degrees_of_freedom: number;
  readonly p_value: number;
  readonly loglik_without_covariates: number;
  readonly customers: {
    customer_id: string;
    x: number;
    t_x_days: number;
    T_days: number;
    big_first: number;
    later_start: number;
    p_alive: number;
    cet_39w: number;
  }[];
}

/** "life.big_first" of the reference is "dropout.big_first" here, and so on; alpha and beta of the Pareto/NBD are in weeks there. */
const ours = (name: string): string => name.replace("life.", "dropout.").replace("trans.", "purchase.");

function customersOfSample(): (Timing & WithCovariates)[] {
  const firstMoney = new Map<string, number>();
  const firstDay = new Map<string, string>();
  for (const [id, date, amount] of table(readShared("data/cdnow_sample.csv"))) {
    const key = String(Number(id));
    const known = firstDay.get(key);
    if (known === undefined || date! < known) {
      firstDay.set(key, date!);
      firstMoney.set(key, Number(amount));
    } else if (date === known) firstMoney.set(key, firstMoney.get(key)! + Number(amount));
  }
  return cdnow("cbs.csv").map(({ customerId, firstDate, ...timing }) => ({
    ...timing,
    covariates: { big_first: firstMoney.get(String(Number(customerId)))! > 30 ? 1 : 0, later_start: firstDate >= "1997-02-01" ? 1 : 0 },
  }));
}

describeShared("CLVTools, CDNOW with two covariates in both processes", () => {
  test.each(["pareto_nbd", "bg_nbd"] as const)("%s: maximum, standard errors, covariance, likelihood ratio, 40 customers", (name) => {
    const reference = readReference<Record<"pareto_nbd" | "bg_nbd", Reference>>("cdnow/covariates.json")[name];
    const customers = customersOfSample();
    const model = name === "pareto_nbd" ? fitParetoNbdCovariates(customers) : fitBgNbdCovariates(customers);
    const weeks = 2457 * Math.log(7);
    expect(model.logLikelihood + weeks).toBeGreaterThan(reference.loglik - 1e-8);
    expect(Math.abs(model.logLikelihood + weeks - reference.loglik)).toBeLessThan(1e-8);
    expect(Math.abs(model.plainLogLikelihood + weeks - reference.loglik_without_covariates)).toBeLessThan(1e-8);
    expectClose(model.likelihoodRatio.statistic, reference.likelihood_ratio, 1e-9);
    expect(model.likelihoodRatio.degreesOfFreedom).toBe(reference.degrees_of_freedom);
    expectClose(model.likelihoodRatio.pValue, reference.p_value, 1e-8);
    const unit = (param: string): number => (param === "alpha" || param === "beta" ? 7 : 1);
    const order = Object.keys(model.params);
    const names = Object.keys(reference.params);
    for (const [i, param] of names.entries()) {
      expect(Math.abs(model.params[ours(param)]! / unit(param) - reference.params[param]!)).toBeLessThan(
        1e-6 * Math.max(1, Math.abs(reference.params[param]!)),
      );
      // The reference's second differences of the log-likelihood are good to 1e-4; ours, of the gradient, to 4e-8 (against a fourth-order rule).
      expectClose(model.standardErrors[ours(param)]! / unit(param), reference.std_error[param]!, 2e-4);
      for (const [k, other] of names.entries()) {
        const value = model.covariance![order.indexOf(ours(param))]![order.indexOf(ours(other))]! / unit(param) / unit(other);
        expect(Math.abs(value - reference.covariance[i]![k]!)).toBeLessThan(
          4e-4 * reference.std_error[param]! * reference.std_error[other]!,
        );
      }
    }
    const given = { ...model, params: Object.fromEntries(names.map((param) => [ours(param), reference.params[param]! * unit(param)])) };
    for (const row of reference.customers) {
      const customer = {
        repeats: row.x,
        lastPurchaseAge: row.t_x_days,
        age: row.T_days,
        covariates: { big_first: row.big_first, later_start: row.later_start },
      };
      const own = modelOfCustomer(given as never, customer);
      expectClose(probabilityAlive(own, customer), row.p_alive, 1e-9);
      expectClose(expectedPurchases(own, customer, 273), row.cet_39w, 1e-9);
    }
    const sum = customers.reduce((total, customer) => total + logLikelihood(modelOfCustomer(given as never, customer), [customer]), 0);
    expectClose(sum + weeks, reference.loglik, 1e-10);
    expect(readModel(JSON.stringify(model)).params).toEqual(model.params);
  });
});

const truth = { r: 0.8, alpha: 50, s: 0.7, beta: 90 };

function simulated(count: number, seed: number, purchase: number, dropout: number): (Timing & WithCovariates)[] {
  const dice = random(seed);
  return Array.from({ length: count }, (_, i) => {
    const z = i % 2;
    const age = 250 + Math.floor(dice() * 100);
    const times = drawPareto(
      { ...truth, alpha: truth.alpha * Math.exp(-purchase * z), beta: truth.beta * Math.exp(-dropout * z) },
      dice,
      age,
    );
    return { repeats: times.length, lastPurchaseAge: Math.min(age, Math.ceil(times.at(-1) ?? 0)), age, covariates: { web: z } };
  });
}

describe("metamorphic", () => {
  const customers = simulated(600, 4, 0.5, 0);
  test("covariates of zero equal the plain model", () => {
    const zeros = customers.map((customer) => ({ ...customer, covariates: { web: 0 } }));
    const model = fitParetoNbdCovariates(zeros);
    const plain = fitParetoNbd(zeros);
    expect(model.logLikelihood).toBe(plain.logLikelihood);
    for (const name of ["r", "alpha", "s", "beta"] as const) expectClose(model.params[name]!, plain.params[name], 1e-9);
    expect(model.params["purchase.web"]).toBe(0);
    expect(model.standardErrors["purchase.web"]).toBeUndefined();
    expect(model.likelihoodRatio).toEqual({ statistic: 0, degreesOfFreedom: 0, pValue: 1 });
    expect(model.notes.join()).toMatch(/the same for all customers/);
    expect(modelOfCustomer(model, zeros[0]!).params).toEqual({
      r: model.params.r,
      alpha: model.params.alpha,
      s: model.params.s,
      beta: model.params.beta,
    });
  });
  test("a covariate in another unit has another effect and nothing else changes", () => {
    const model = fitParetoNbdCovariates(customers);
    const cents = fitParetoNbdCovariates(
      customers.map((customer) => ({ ...customer, covariates: { web: 100 * customer.covariates.web! } })),
    );
    expect(cents.logLikelihood).toBeCloseTo(model.logLikelihood, 8);
    expect(cents.params["purchase.web"]! * 100).toBeCloseTo(model.params["purchase.web"]!, 6);
    expect(cents.standardErrors["purchase.web"]! * 100).toBeCloseTo(model.standardErrors["purchase.web"]!, 6);
  });
  test("row order is irrelevant, weights equal repetition", () => {
    const model = fitParetoNbdCovariates(customers);
    expect(fitParetoNbdCovariates(customers.toReversed()).params).toEqual(model.params);
    const twice = fitParetoNbdCovariates([...customers, ...customers]);
    const weighted = fitParetoNbdCovariates(customers, { weights: customers.map(() => 2) });
    expect(weighted.params).toEqual(twice.params);
  });
  test("a covariate of each customer's own (no two alike) works too", () => {
    const dice = random(9);
    const model = fitParetoNbdCovariates(
      customers.slice(0, 200).map((customer) => ({ ...customer, covariates: { score: dice() } })),
      { dropout: [] },
    );
    expect(Number.isFinite(model.params["purchase.score"])).toBe(true);
    expect(model.likelihoodRatio.degreesOfFreedom).toBe(1);
  });
});

describe("covariates far from 0, or not told apart", () => {
  const base = simulated(600, 4, 0.5, 0);
  const withCovariates = (of: (web: number, i: number) => Record<string, number>): (Timing & WithCovariates)[] =>
    base.map((customer, i) => ({ ...customer, covariates: of(customer.covariates.web!, i) }));

  test.each([fitBgNbdCovariates, fitParetoNbdCovariates])("a year has the effect of a flag: %o", (learn) => {
    const flag = learn(base, { dropout: [] });
    for (const year of [100, 600]) {
      const model = learn(
        withCovariates((web) => ({ web: year + web })),
        { dropout: [] },
      );
      expect(Math.abs(model.logLikelihood - flag.logLikelihood)).toBeLessThan(1e-8);
      // Two maxima of one likelihood, each to a relative gradient of 1e-10.
      expect(Math.abs(model.params["purchase.web"]! - flag.params["purchase.web"]!)).toBeLessThan(1e-6);
      expectClose(model.standardErrors["purchase.web"]!, flag.standardErrors["purchase.web"]!, 1e-6);
      expect(model.boundary).toEqual(flag.boundary);
      const customer = { ...base[0]!, covariates: { web: year + 1 } };
      const own = modelOfCustomer(model as never, customer).params as unknown as Record<string, number>;
      const same = modelOfCustomer(flag as never, { covariates: { web: 1 } }).params as unknown as Record<string, number>;
      for (const name of Object.keys(same)) expectClose(own[name]!, same[name]!, 1e-5);
    }
  });

  test("an effect so large that no customer at 0 has finite parameters is refused, with the way out", () => {
    expect(() =>
      fitBgNbdCovariates(
        withCovariates((web) => ({ web: 2000 + web })),
        { dropout: [] },
      ),
    ).toThrow(/take the same number from all/);
  });

  test("the covariance is that of the parameters as they are reported", () => {
    const flag = fitBgNbdCovariates(base, { dropout: [] });
    const year = fitBgNbdCovariates(
      withCovariates((web) => ({ web: 10 + web })),
      { dropout: [] },
    );
    const [alpha, effect] = [1, 4];
    const g = year.params["purchase.web"]!;
    // alpha at 0 is alpha at 10 times e^(10 effect): the delta method by hand.
    const logVariance =
      flag.covariance![alpha]![alpha]! / flag.params.alpha! ** 2 +
      100 * flag.covariance![effect]![effect]! +
      (20 * flag.covariance![alpha]![effect]!) / flag.params.alpha!;
    expectClose(year.params.alpha!, flag.params.alpha! * Math.exp(10 * g), 1e-5);
    expectClose(year.standardErrors.alpha! / year.params.alpha!, Math.sqrt(logVariance), 1e-5);
  });

  test("of covariates that follow from one another the first has the effect, the others 0 and a note", () => {
    const flag = fitBgNbdCovariates(base, { dropout: [] });
    const model = fitBgNbdCovariates(
      withCovariates((web) => ({ u: web, v: 3 - 2 * web })),
      { dropout: [] },
    );
    expect(model.params["purchase.u"]).toBe(flag.params["purchase.web"]);
    expect([model.params["purchase.v"], model.standardErrors["purchase.v"]]).toEqual([0, undefined]);
    expect(model.likelihoodRatio.degreesOfFreedom).toBe(1);
    expect(model.boundary).toEqual(flag.boundary);
    expect(model.notes.join()).toMatch(/purchase\.v is 0: .* follows from those before it/);
  });

  test("the same in the two processes is no repetition, twice in one is refused", () => {
    expect(fitBgNbdCovariates(base).likelihoodRatio.degreesOfFreedom).toBe(2);
    expect(() => fitBgNbdCovariates(base, { purchase: ["web", "web"] })).toThrow("purchase must be names of covariates, each once");
  });
});

test("10,000 simulated customers give the effects back within three standard errors", () => {
  const { params, standardErrors, likelihoodRatio } = fitParetoNbdCovariates(simulated(10_000, 21, 0.5, -0.4));
  const expected: Record<string, number> = { ...truth, "purchase.web": 0.5, "dropout.web": -0.4 };
  for (const [name, value] of Object.entries(expected)) expect(Math.abs(params[name]! - value)).toBeLessThan(3 * standardErrors[name]!);
  expect(likelihoodRatio.pValue).toBeLessThan(1e-6);
});

const one = { repeats: 1, lastPurchaseAge: 5, age: 9, covariates: { web: 1 } };
test.each<[string, () => unknown]>([
  ["covariates.web", () => fitParetoNbdCovariates([one, { ...one, covariates: {} }])],
  ["covariates.web", () => fitBgNbdCovariates([one, { ...one, covariates: { web: Number.NaN } }])],
  ["covariates.age", () => fitBgNbdCovariates([one], { purchase: ["age"] })],
  ["lastPurchaseAge", () => fitBgNbdCovariates([{ ...one, lastPurchaseAge: 10 }])],
  ["customers", () => fitParetoNbdCovariates([])],
  [
    "covariates.web",
    () => modelOfCustomer({ kind: "bg-nbd-covariates", params: { r: 1, alpha: 1, a: 1, b: 1, "purchase.web": 1 } }, { covariates: {} }),
  ],
  ["kind", () => modelOfCustomer({ kind: "nbd" as "bg-nbd-covariates", params: {} }, one)],
])("wrong %s is an InvalidInputError", (field, call) => {
  expect(call).toThrow(InvalidInputError);
  expect(call).toThrow(`${field} must be`);
});
