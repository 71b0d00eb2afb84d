import { expect, test } from "vitest";
import {
  type BgBb,
  expectedPurchases,
  type GompertzNbd,
  logLikelihood,
  type OpportunityHistory,
  type ParetoNbd,
  probabilityAlive,
  probabilityOfPurchase,
  residualPurchases,
  type Timing,
} from "../../src/index.js";
import { random } from "../../src/math/random.js";

/** A million random (parameters, customer, horizon) triples: nothing is NaN or infinite, probabilities are probabilities. */
test("Pareto/NBD, Gamma-Gompertz/NBD and BG/BB survive a million random triples", () => {
  const dice = random(99);
  const size = (low: number, high: number): number => Math.exp(Math.log(low) + dice() * Math.log(high / low));
  let wrong = 0;
  const check = (alive: number, expected: number, any: number, residual: number, logL: number, what: unknown): void => {
    const finite = Number.isFinite(expected) && Number.isFinite(residual) && Number.isFinite(logL);
    if (finite && alive >= 0 && alive <= 1 && any >= 0 && any <= 1 && any <= expected * (1 + 1e-9) + 1e-300 && residual >= 0) return;
    if (wrong++ < 5) expect.soft({ alive, expected, any, residual, logL, what }).toBe("sound");
  };
  const options = { annualDiscountRate: 0.1 };
  for (let i = 0; i < 333_334; i++) {
    const x = dice() < 0.3 ? 0 : Math.floor(size(1, 5000));
    const age = dice() < 0.05 ? 0 : size(1e-3, 1e4);
    const customer: Timing = { repeats: x, age, lastPurchaseAge: x === 0 ? 0 : age * (dice() < 0.2 ? Math.round(dice()) : dice()) };
    const days = dice() < 0.05 ? 0 : size(1e-6, 1e5);
    const pareto: ParetoNbd = {
      kind: "pareto-nbd",
      params: { r: size(1e-4, 1e4), alpha: size(1e-4, 1e6), s: dice() < 0.1 ? 1 : size(1e-6, 1e4), beta: size(1e-4, 1e6) },
    };
    const gompertz: GompertzNbd = {
      kind: "gompertz-nbd",
      params: { r: size(1e-3, 100), alpha: size(0.01, 1e5), b: size(1e-8, 1), s: size(1e-4, 100), beta: size(1e-6, 1e4) },
    };
    for (const model of [pareto, gompertz] as const) {
      check(
        probabilityAlive(model, customer),
        expectedPurchases(model, customer, days),
        probabilityOfPurchase(model, customer, days),
        residualPurchases(model, customer, options),
        logLikelihood(model, [customer]),
        { model, customer, days },
      );
    }
    const n = Math.floor(dice() * 60);
    const last = Math.floor(dice() * (n + 1));
    const donor: OpportunityHistory = {
      repeats: last === 0 ? 0 : 1 + Math.floor(dice() * last),
      lastPurchaseOpportunity: last,
      opportunities: n,
    };
    const bgBb: BgBb = {
      kind: "bg-bb",
      params: { alpha: size(1e-3, 1e3), beta: size(1e-3, 1e3), gamma: size(1e-3, 1e3), delta: size(1e-3, 1e3) },
    };
    const horizon = Math.floor(dice() * 40);
    check(
      probabilityAlive(bgBb, donor),
      expectedPurchases(bgBb, donor, horizon),
      probabilityOfPurchase(bgBb, donor, horizon),
      residualPurchases(bgBb, donor, options),
      logLikelihood(bgBb, [donor]),
      { bgBb, donor, horizon },
    );
  }
  expect(wrong).toBe(0);
});
