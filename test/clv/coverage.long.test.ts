/** Intervals of ± 1.96 standard errors of ln θ cover the truth in 95 % of 1,000 repeats: within the exact binomial 99.9 % band. */
import { expect, test } from "vitest";
import {
  type BgNbd,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  fitNbd,
  type GammaGamma,
  type MbgNbd,
  type Nbd,
  simulateHistories,
} from "../../src/index.js";

const REPEATS = Number(process.env.REGULARS_REPEATS ?? 1000);
const BAND = [0.926, 0.971] as const;

const bg: BgNbd = { kind: "bg-nbd", params: { r: 0.6, alpha: 25, a: 0.9, b: 2.5 } };
const mbg: MbgNbd = { kind: "mbg-nbd", params: bg.params };
const nbd: Nbd = { kind: "nbd", params: { r: 0.8, alpha: 40 } };
const spend: GammaGamma = { kind: "gamma-gamma", params: { p: 6.25, q: 3.74, v: 15.44 } };

test.each([
  ["NBD", nbd, nbd.params, fitNbd],
  ["BG/NBD", bg, bg.params, fitBgNbd],
  ["MBG/NBD", mbg, mbg.params, fitMbgNbd],
  ["Gamma-Gamma", bg, spend.params, fitGammaGamma],
] as const)("%s", (_, model, truth, learn) => {
  const covered: Record<string, number> = {};
  for (let seed = 1; seed <= REPEATS; seed++) {
    const { params, standardErrors } = learn(simulateHistories(model, { customers: 10_000, days: [100, 400], seed, spend }));
    const errors = standardErrors as Record<string, number>;
    for (const [name, value] of Object.entries(truth)) {
      const found = (params as unknown as Record<string, number>)[name]!;
      const isCovered = Math.abs(Math.log(found / value)) <= (1.959964 * errors[name]!) / found;
      covered[name] = (covered[name] ?? 0) + (isCovered ? 1 / REPEATS : 0);
    }
  }
  for (const share of Object.values(covered)) {
    expect(share, JSON.stringify(covered)).toBeGreaterThanOrEqual(BAND[0]);
    expect(share, JSON.stringify(covered)).toBeLessThanOrEqual(BAND[1]);
  }
});
