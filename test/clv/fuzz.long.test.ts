/** One million random (parameters, customer, horizon): nothing is NaN or infinite, nothing leaves its range. */
import { expect, test } from "vitest";
import {
  type BgNbd,
  expectedPurchases,
  logLikelihood,
  type MbgNbd,
  type Nbd,
  probabilityAlive,
  probabilityOfPurchase,
  type Timing,
} from "../../src/index.js";
import { type Random, random, randomInteger, randomUniform } from "../../src/math/random.js";

const TRIPLES = Number(process.env.REGULARS_FUZZ ?? 1_000_000);

test("a million triples", { timeout: 600_000 }, () => {
  const draw = random(20050301);
  const wrong: unknown[] = [];
  for (let i = 0; i < TRIPLES && wrong.length < 10; i++) {
    const model = modelOf(draw, i % 3);
    const customer = customerOf(draw);
    const days = size(draw, 1e-6, 1e5);
    const alive = probabilityAlive(model, customer);
    const some = probabilityOfPurchase(model, customer, days);
    const expected = expectedPurchases(model, customer, days);
    const likelihood = logLikelihood(model, [customer]);
    const holds =
      alive >= 0 &&
      alive <= 1 &&
      some >= 0 &&
      some <= alive * (1 + 1e-12) &&
      expected >= some * (1 - 1e-9) &&
      expected < 1e300 &&
      Number.isFinite(likelihood);
    if (!holds) wrong.push({ model, customer, days, alive, some, expected, likelihood });
  }
  expect(wrong).toEqual([]);
});

function modelOf(draw: Random, which: number): Nbd | BgNbd | MbgNbd {
  const r = size(draw, 1e-3, 1e3);
  const alpha = size(draw, 1e-3, 1e5);
  if (which === 0) return { kind: "nbd", params: { r, alpha } };
  const a = draw() < 0.1 ? 1 + (draw() - 0.5) * 10 ** -randomInteger(draw, 17) : size(draw, 1e-6, 1e4);
  return { kind: which === 1 ? "bg-nbd" : "mbg-nbd", params: { r, alpha, a, b: size(draw, 1e-3, 1e4) } };
}

function customerOf(draw: Random): Timing {
  const repeats = draw() < 0.3 ? 0 : Math.floor(size(draw, 1, 5000));
  const age = draw() < 0.05 ? 0 : size(draw, 1e-3, 1e5);
  const share = draw() < 0.2 ? randomInteger(draw, 2) : draw();
  return { repeats, age, lastPurchaseAge: repeats === 0 ? 0 : age * share };
}

function size(draw: Random, low: number, high: number): number {
  return Math.exp(randomUniform(draw, Math.log(low), Math.log(high)));
}
