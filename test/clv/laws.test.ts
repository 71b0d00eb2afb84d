import fc from "fast-check";
import type { BgCnbdK, BgNbd, MbgCnbdK, MbgNbd, Nbd, ParetoNbd, Timing } from "../../src/index.js";
import { simulateHistories } from "../../src/index.js";
import { describeLaws, describeLikelihoodLaws } from "../laws.js";

/** Sizes are drawn by their logarithms: from tiny to huge. */
const size = (low: number, high: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);

const customers: fc.Arbitrary<Timing> = fc
  .record({
    repeats: fc.integer({ min: 0, max: 300 }),
    age: fc.double({ min: 0, max: 3000, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ repeats, age, share }) => ({ repeats, age, lastPurchaseAge: repeats === 0 ? 0 : age * share }));

const few: fc.Arbitrary<Timing> = customers
  .map((customer) => ({ ...customer, repeats: customer.repeats % 20 }))
  .map((customer) => ({
    ...customer,
    lastPurchaseAge: customer.repeats === 0 ? 0 : customer.lastPurchaseAge,
  }));

const horizons = fc.oneof(size(1e-6, 2000), fc.constantFrom(1, 30, 365));

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

const bgParams = fc.record({
  r: size(0.01, 50),
  alpha: size(0.1, 2000),
  a: fc.oneof(size(0.001, 100), fc.constantFrom(1, 1 + 1e-9)),
  b: size(0.01, 100),
});

describeLaws<Nbd>("NBD", {
  models: fc.record({ kind: fc.constant("nbd" as const), params: fc.record({ r: size(0.01, 50), alpha: size(0.1, 2000) }) }),
  customers,
  horizons,
  later,
  inUnit: (model, customer, k) => ({
    model: { ...model, params: { ...model.params, alpha: model.params.alpha * k } },
    customer: slower(customer, k),
  }),
});

describeLaws<BgNbd>("BG/NBD", {
  models: fc.record({ kind: fc.constant("bg-nbd" as const), params: bgParams }),
  customers,
  horizons,
  later,
  inUnit: (model, customer, k) => ({
    model: { ...model, params: { ...model.params, alpha: model.params.alpha * k } },
    customer: slower(customer, k),
  }),
});

describeLaws<MbgNbd>("MBG/NBD", {
  models: fc.record({ kind: fc.constant("mbg-nbd" as const), params: bgParams }),
  customers,
  horizons,
  later,
  inUnit: (model, customer, k) => ({
    model: { ...model, params: { ...model.params, alpha: model.params.alpha * k } },
    customer: slower(customer, k),
  }),
});

const cnbdParams = fc.record({
  k: fc.integer({ min: 1, max: 4 }),
  r: size(0.1, 5),
  alpha: size(2, 500),
  a: size(0.05, 20),
  b: size(0.1, 20),
});

describeLaws<BgCnbdK>("BG/CNBD-k", {
  models: fc.record({ kind: fc.constant("bg-cnbd-k" as const), params: cnbdParams }),
  customers: few,
  horizons,
  inUnit: (model, customer, k) => ({
    model: { ...model, params: { ...model.params, alpha: model.params.alpha * k } },
    customer: slower(customer, k),
  }),
});

describeLaws<MbgCnbdK>("MBG/CNBD-k", {
  models: fc.record({ kind: fc.constant("mbg-cnbd-k" as const), params: cnbdParams }),
  customers: few,
  horizons,
});

describeLaws<ParetoNbd>("Pareto/NBD", {
  models: fc.record({
    kind: fc.constant("pareto-nbd" as const),
    params: fc.record({ r: size(0.05, 10), alpha: size(1, 500), s: fc.oneof(size(0.05, 10), fc.constant(1)), beta: size(1, 500) }),
  }),
  customers: few,
  horizons,
  later,
  inUnit: (model, customer, k) => ({
    model: { ...model, params: { ...model.params, alpha: model.params.alpha * k, beta: model.params.beta * k } },
    customer: slower(customer, k),
  }),
});

const bg: BgNbd = { kind: "bg-nbd", params: { r: 0.5, alpha: 30, a: 0.8, b: 2.4 } };
const some = simulateHistories(bg, { customers: 60, days: [50, 300] });
describeLikelihoodLaws("NBD", { kind: "nbd", params: { r: 0.5, alpha: 30 } } as Nbd, some);
describeLikelihoodLaws("BG/NBD", bg, some);
describeLikelihoodLaws("MBG/NBD", { ...bg, kind: "mbg-nbd" } as MbgNbd, some);
describeLikelihoodLaws("MBG/CNBD-2", { kind: "mbg-cnbd-k", params: { ...bg.params, k: 2 } } as MbgCnbdK, some);
