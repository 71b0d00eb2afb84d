import { expect, test } from "vitest";
import type { GammaGamma } from "../../src/index.js";
import { binomialBand, coverage } from "./forecast-coverage.js";

const spend: GammaGamma = { kind: "gamma-gamma", params: { p: 6, q: 8, v: 40 } };

test.each([
  ["nbd", { repeats: 1000, customers: 1000, days: 365, spend }],
  ["bg-nbd", { repeats: 1000, customers: 2000, days: 365 }],
] as const)(
  "%s: in 1,000 simulated files 95 %% intervals of parameters and totals cover inside the exact binomial 99.9 %% band",
  (kind, options) => {
    const { tried, hits } = coverage(kind, options);
    expect(tried).toBeGreaterThan(990);
    const [low, high] = binomialBand(tried, 0.95);
    for (const [name, count] of Object.entries(hits)) {
      expect(count, name).toBeGreaterThanOrEqual(low);
      expect(count, name).toBeLessThanOrEqual(high);
    }
  },
);
