import fc from "fast-check";
import type { BgBb, GompertzNbd, OpportunityHistory, ParetoNbd, Timing } from "../../src/index.js";
import { simulateHistories } from "../../src/index.js";
import { describeLaws, describeLikelihoodLaws } from "../laws.js";

const size = (low: number, high: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);

const customers: fc.Arbitrary<Timing> = fc
  .record({
    repeats: fc.integer({ min: 0, max: 200 }),
    age: fc.double({ min: 0, max: 3000, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ repeats, age, share }) => ({ repeats, age, lastPurchaseAge: repeats === 0 ? 0 : age * share }));

const later = (customer: Timing, share: number): Timing | undefined =>
  customer.repeats === 0
    ? undefined
    : {
        ...customer,
        lastPurchaseAge: Math.min(customer.age, customer.lastPurchaseAge + share * (customer.age - customer.lastPurchaseAge)),
      };

const slower = (customer: Timing, k: number): Timing => ({
  ...customer,
  age: customer.age * k,
  lastPurchaseAge: customer.lastPurchaseAge * k,
});
const horizons = fc.oneof(size(1e-3, 1000), fc.constantFrom(1, 30, 365));

describeLaws<ParetoNbd>("Pareto/NBD, hard", {
  models: fc.record({
    kind: fc.constant("pareto-nbd" as const),
    params: fc.record({ r: size(0.001, 100), alpha: size(0.01, 1e4), s: size(1e-4, 100), beta: size(0.01, 1e5) }),
  }),
  customers,
  horizons,
  later,
  inUnit: (model, customer, k) => ({
    model: { ...model, params: { ...model.params, alpha: model.params.alpha * k, beta: model.params.beta * k } },
    customer: slower(customer, k),
  }),
});

describeLaws<GompertzNbd>("Gamma-Gompertz/NBD", {
  models: fc.record({
    kind: fc.constant("gompertz-nbd" as const),
    params: fc.record({ r: size(0.05, 10), alpha: size(1, 500), b: size(1e-5, 0.05), s: size(0.05, 5), beta: size(1e-3, 100) }),
  }),
  customers,
  horizons: size(1e-3, 200),
  later,
  inUnit: (model, customer, k) => ({
    model: { ...model, params: { ...model.params, alpha: model.params.alpha * k, b: model.params.b / k } },
    customer: slower(customer, k),
  }),
});

describeLaws<BgBb>("BG/BB", {
  models: fc.record({
    kind: fc.constant("bg-bb" as const),
    params: fc.record({ alpha: size(0.05, 20), beta: size(0.05, 20), gamma: size(0.05, 20), delta: size(0.05, 50) }),
  }),
  customers: fc.integer({ min: 0, max: 40 }).chain((n) =>
    fc.integer({ min: 0, max: n }).chain((tx) =>
      fc.record({
        repeats: fc.integer({ min: Math.min(1, tx), max: tx }),
        lastPurchaseOpportunity: fc.constant(tx),
        opportunities: fc.constant(n),
      }),
    ),
  ),
  discrete: true,
  horizons: fc.integer({ min: 1, max: 60 }),
  later: (customer: OpportunityHistory, share) =>
    customer.repeats === 0
      ? undefined
      : {
          ...customer,
          lastPurchaseOpportunity: Math.floor(
            customer.lastPurchaseOpportunity + share * (customer.opportunities - customer.lastPurchaseOpportunity),
          ),
        },
});

const pareto: ParetoNbd = { kind: "pareto-nbd", params: { r: 0.5, alpha: 30, s: 0.6, beta: 40 } };
const some = simulateHistories(pareto, { customers: 60, days: [50, 300] });
describeLikelihoodLaws("Pareto/NBD", pareto, some);
describeLikelihoodLaws(
  "Gamma-Gompertz/NBD",
  { kind: "gompertz-nbd", params: { r: 0.5, alpha: 30, b: 0.01, s: 0.6, beta: 0.4 } } as GompertzNbd,
  some,
);
