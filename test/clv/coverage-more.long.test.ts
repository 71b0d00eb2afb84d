/** As coverage.long.test.ts, of the other models: ± 1.96 standard errors of ln θ (of mu itself) within the exact binomial 99.9 % band. */
import { expect, test } from "vitest";
import {
  type BgBb,
  type BgCnbdK,
  fitBdw,
  fitBgBb,
  fitBgCnbdK,
  fitLogNormalSpend,
  fitParetoNbd,
  fitSbg,
  type ParetoNbd,
  simulateHistories,
  simulateRenewals,
} from "../../src/index.js";
import { random, randomInteger, randomNormal } from "../../src/math/random.js";

const REPEATS = Number(process.env.REGULARS_REPEATS ?? 1000);
const BAND = [0.926, 0.971] as const;

const pareto: ParetoNbd = { kind: "pareto-nbd", params: { r: 0.8, alpha: 30, s: 0.7, beta: 60 } };
const cnbd: BgCnbdK = { kind: "bg-cnbd-k", params: { k: 2, r: 0.9, alpha: 12, a: 0.9, b: 2.5 } };
const bgBb: BgBb = { kind: "bg-bb", params: { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 } };
const spend = { mu: 3, tau: 0.5, sigma: 0.7 };
const sbg = { kind: "sbg", params: { alpha: 0.9, beta: 3 } } as const;
const bdw = { kind: "bdw", params: { alpha: 0.9, beta: 3, c: 1.4 } } as const;

/** Mean spends as the model has them: ln z̄ ~ N(m, σ²/x), m ~ N(μ, τ²). Means of log-normal purchases are only nearly so. */
function meanSpends(seed: number): { repeats: number; meanSpend: number }[] {
  const dice = random(seed);
  return Array.from({ length: 5000 }, () => {
    const repeats = 1 + randomInteger(dice, 8);
    const own = randomNormal(dice, spend.mu, spend.tau);
    return { repeats, meanSpend: Math.exp(randomNormal(dice, own, spend.sigma / Math.sqrt(repeats))) };
  });
}

interface Fitted {
  readonly params: object;
  readonly standardErrors: object;
}

test.each<[string, object, (seed: number) => Fitted]>([
  ["Pareto/NBD", pareto.params, (seed) => fitParetoNbd(simulateHistories(pareto, { customers: 5000, days: [100, 600], seed }))],
  [
    "BG/CNBD-2",
    { r: cnbd.params.r, alpha: cnbd.params.alpha, a: cnbd.params.a, b: cnbd.params.b },
    (seed) => fitBgCnbdK(simulateHistories(cnbd, { customers: 5000, days: [100, 400], seed }), { k: 2 }),
  ],
  ["BG/BB", bgBb.params, (seed) => fitBgBb(simulateHistories(bgBb, { customers: 10_000, days: 10, seed }))],
  ["sBG", sbg.params, (seed) => fitSbg(simulateRenewals(sbg, { customers: 10_000, periods: 12, seed }))],
  ["BdW", bdw.params, (seed) => fitBdw(simulateRenewals(bdw, { customers: 10_000, periods: 12, seed }))],
  ["log-normal spend", spend, (seed) => fitLogNormalSpend(meanSpends(seed))],
])("%s", (_, truth, fitted) => {
  const covered: Record<string, number> = {};
  for (let seed = 1; seed <= REPEATS; seed++) {
    const { params, standardErrors } = fitted(seed);
    for (const [name, value] of Object.entries(truth) as [string, number][]) {
      const found = (params as Record<string, number>)[name]!;
      const error = (standardErrors as Record<string, number>)[name]!;
      const isCovered =
        name === "mu" ? Math.abs(found - value) <= 1.959964 * error : Math.abs(Math.log(found / value)) <= (1.959964 * error) / found;
      covered[name] = (covered[name] ?? 0) + (isCovered ? 1 / REPEATS : 0);
    }
  }
  for (const share of Object.values(covered)) {
    expect(share, JSON.stringify(covered)).toBeGreaterThanOrEqual(BAND[0]);
    expect(share, JSON.stringify(covered)).toBeLessThanOrEqual(BAND[1]);
  }
});
