/** A million random contracts and spends, and a tenth as many regular buyers: nothing is NaN or infinite, nothing leaves its range. */
import { expect, test } from "vitest";
import {
  expectedPurchases,
  expectedSpend,
  InvalidInputError,
  ownSpendWeight,
  probabilityAlive,
  probabilityOfPurchase,
  retentionRate,
  survival,
} from "../../src/index.js";
import { type Random, random, randomInteger, randomUniform } from "../../src/math/random.js";

const TRIPLES = Number(process.env.REGULARS_FUZZ ?? 1_000_000);
const size = (draw: Random, low: number, high: number): number => Math.exp(randomUniform(draw, Math.log(low), Math.log(high)));
const isShare = (value: number): boolean => value >= 0 && value <= 1;

function wrongOnes(count: number, seed: number, wrongOf: (draw: Random) => unknown): unknown[] {
  const draw = random(seed);
  const wrong: unknown[] = [];
  for (let i = 0; i < count && wrong.length < 5; i++) {
    const found = wrongOf(draw);
    if (found !== undefined) wrong.push(found);
  }
  return wrong;
}

test("sBG and BdW", () => {
  const wrong = wrongOnes(TRIPLES, 1, (draw) => {
    const params = { alpha: size(draw, 1e-6, 1e9), beta: size(draw, 1e-6, 1e9), c: size(draw, 1e-2, 1e2) };
    const model = draw() < 0.5 ? ({ kind: "sbg", params } as const) : ({ kind: "bdw", params } as const);
    const period = Math.floor(size(draw, 1, 1e6));
    const [kept, before, rate] = [survival(model, period), survival(model, period - 1), retentionRate(model, period)];
    // S(t) and S(t − 1) are rounded on their own
    const holds = isShare(kept) && isShare(rate) && kept <= before * (1 + 1e-9) + 1e-300;
    return holds ? undefined : { model, period, kept, before, rate };
  });
  expect(wrong).toEqual([]);
});

test("Gamma-Gamma", () => {
  const wrong = wrongOnes(TRIPLES, 2, (draw) => {
    const model = {
      kind: "gamma-gamma",
      params: { p: size(draw, 1e-3, 1e6), q: size(draw, 1e-3, 1e6), v: size(draw, 1e-6, 1e9) },
    } as const;
    const repeats = draw() < 0.2 ? 0 : Math.floor(size(draw, 1, 1e6));
    const customer = { repeats, meanSpend: repeats === 0 ? undefined : size(draw, 1e-6, 1e9) };
    const [spend, weight] = [expectedSpend(model, customer), ownSpendWeight(model, customer)];
    const holds = (spend === undefined || (spend >= 0 && spend < Number.POSITIVE_INFINITY)) && isShare(weight);
    return holds ? undefined : { model, customer, spend, weight };
  });
  expect(wrong).toEqual([]);
});

test("BG/CNBD-k and MBG/CNBD-k", () => {
  let tooFar = 0;
  const count = TRIPLES / 10;
  const wrong = wrongOnes(count, 3, (draw) => {
    const k = 2 + randomInteger(draw, 4);
    const params = { k, r: size(draw, 1e-2, 1e2), alpha: size(draw, 1e-1, 1e3), a: size(draw, 1e-3, 1e3), b: size(draw, 1e-3, 1e3) };
    const model = { kind: draw() < 0.5 ? ("bg-cnbd-k" as const) : ("mbg-cnbd-k" as const), params };
    const repeats = draw() < 0.3 ? 0 : Math.floor(size(draw, 1, 300));
    const age = size(draw, 1, 3000);
    const customer = { repeats, lastPurchaseAge: repeats === 0 ? 0 : age * draw(), age };
    const days = size(draw, 1e-3, 1e3);
    try {
      const [alive, some, expected] = [
        probabilityAlive(model, customer),
        probabilityOfPurchase(model, customer, days),
        expectedPurchases(model, customer, days),
      ];
      // the series of the expectation drifts in its ninth digit
      const holds = isShare(alive) && some >= 0 && some <= alive * (1 + 1e-12) && expected >= some * (1 - 1e-8) && expected < 1e300;
      return holds ? undefined : { model, customer, days, alive, some, expected };
    } catch (error) {
      if (!(error instanceof InvalidInputError && /million purchases/.test(error.message))) throw error;
      tooFar++;
      return undefined;
    }
  });
  expect(wrong).toEqual([]);
  expect(tooFar).toBeLessThan(count / 100);
});
