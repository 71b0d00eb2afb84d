import { expect, test } from "vitest";
import { draw, type GompertzParams } from "../../src/clv/gompertz-nbd.js";
import { fitGompertzNbd } from "../../src/index.js";
import { random } from "../../src/math/random.js";

test("10,000 simulated Gamma-Gompertz/NBD customers give the parameters back within three standard errors", () => {
  const truth: GompertzParams = { r: 1.5, alpha: 30, b: 0.02, s: 1.5, beta: 8 };
  const dice = random(11);
  const customers = Array.from({ length: 10_000 }, () => {
    const age = 300 + Math.floor(dice() * 60);
    const times = draw(truth, dice, age).map(Math.ceil);
    return { repeats: times.length, lastPurchaseAge: Math.min(age, times.at(-1) ?? 0), age };
  });
  const { params, standardErrors } = fitGompertzNbd(customers);
  for (const name of ["r", "alpha", "b", "s", "beta"] as const)
    expect(Math.abs(params[name] - truth[name])).toBeLessThan(3 * standardErrors[name]!);
});
