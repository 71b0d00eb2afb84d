import { expect, test } from "vitest";
import { binomialBand } from "./forecast-coverage.js";
import { segmentCoverage } from "./segment-coverage.js";

test("in 1,500 simulated files segments of 1, 5 and 20 customers are covered inside the exact binomial 99.9 % band, or above it", () => {
  for (const [name, { tried, counts, money }] of segmentCoverage(1500, [1, 5, 20])) {
    expect(tried, name).toBeGreaterThan(1400);
    const [least] = binomialBand(tried, 0.95);
    expect(counts, `${name}, purchases`).toBeGreaterThanOrEqual(least);
    expect(money, `${name}, money`).toBeGreaterThanOrEqual(least);
  }
});
