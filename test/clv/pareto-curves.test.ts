import { describe, expect, test } from "vitest";
import { paretoLikelihood } from "../../src/clv/pareto-likelihood.js";
import type { Rows } from "../../src/clv/rows.js";
import { timingRows } from "../../src/clv/timing.js";
import { fitBgNbd, fitParetoNbd, logLikelihood, simulateHistories, type Timing } from "../../src/index.js";
import { random } from "../../src/math/random.js";

/** Many customers with few different x, at ages of any kind: so many share an x that curves are drawn for it. */
function customers(count: number, most: number): Timing[] {
  const draw = random(5);
  return Array.from({ length: count }, () => {
    const repeats = Math.floor(most * draw() ** 2);
    const age = 1 + 400 * draw();
    // Some bought just now: the integral is over next to nothing.
    const share = draw() < 0.05 ? 1 - 1e-9 * draw() : draw();
    return { repeats, lastPurchaseAge: repeats === 0 ? 0 : age * share, age };
  });
}

/** The same by the quadrature of each customer alone, of whom there are too few for a curve. */
function alone({ columns, weights }: Rows, params: readonly number[]): { value: number; gradient: number[] } {
  const gradient = [0, 0, 0, 0];
  let value = 0;
  for (let i = 0; i < weights.length; i++) {
    const slopes = [0, 0, 0, 0];
    value += paretoLikelihood({ columns: columns.map((column) => column.slice(i, i + 1)), weights: weights.slice(i, i + 1) })(
      params,
      slopes,
    );
    slopes.forEach((slope, k) => {
      gradient[k]! += slope;
    });
  }
  return { value, gradient };
}

describe("curves over the ages give what every customer's own integral gives", () => {
  const rows = timingRows(customers(4000, 6));
  test.each([
    [0.55, 74, 0.6, 82],
    [0.1, 900, 0.02, 5],
    [3, 1, 2, 4000],
    [40, 2000, 0.5, 0.3],
    [0.5, 1e-4, 0.5, 300],
    [0.5, 60, 5e4, 2e6],
    [1, 80, 1e-9, 80],
  ])("r %d, α %d, s %d, β %d", (...params) => {
    const gradient = [0, 0, 0, 0];
    const value = paretoLikelihood(rows)(params, gradient);
    const own = alone(rows, params);
    // A rounding of the integral of each of 4,000 customers, and of the largest term of its own gradient: the slope by β is s times 1 − 1.
    const [r, , s] = params;
    expect(Math.abs(value - own.value)).toBeLessThanOrEqual(1e-13 * Math.abs(own.value) + 4e-11);
    gradient.forEach((slope, k) => {
      expect(Math.abs(slope - own.gradient[k]!)).toBeLessThanOrEqual(
        1e-12 * (Math.abs(own.gradient[k]!) + 4000 * (1 + r)) + (k === 3 ? 4e-12 * s : 0),
      );
    });
  });
});

describe("a fit of many distinct rows, of which a sixteenth is fitted first", () => {
  const model = { kind: "bg-nbd", params: { r: 0.243, alpha: 30.9, a: 0.793, b: 2.426 } } as const;
  const many = simulateHistories(model, { customers: 40_000, days: [189, 272], seed: 3 });
  test("ends where the gradient of the whole is zero, with the errors of the whole", () => {
    const fit = fitBgNbd(many);
    expect(fit.distinct).toBeGreaterThan(32_768);
    expect(fit.converged).toBe(true);
    expect(fit.gradientNorm).toBeLessThan(1e-6);
    for (const [name, value] of Object.entries(model.params)) {
      const param = name as keyof typeof model.params;
      expect(Math.abs(fit.params[param] - value)).toBeLessThan(3 * fit.standardErrors[param]!);
      // One parameter moved by a tenth of its error loses half of its square over (1 − its correlation with the rest)².
      const moved = { ...fit.params, [param]: fit.params[param] + 0.1 * fit.standardErrors[param]! };
      expect(logLikelihood({ kind: "bg-nbd", params: moved }, many)).toBeLessThan(fit.logLikelihood - 0.004);
    }
    const quarter = fitBgNbd(many.slice(0, 10_000));
    // Errors fall with the root of the number; those of the quarter are themselves known to a few per cent.
    expect(fit.standardErrors.r! / quarter.standardErrors.r!).toBeCloseTo(0.5, 1);
  });
  test("whatever the order of the customers", () => {
    const fit = fitParetoNbd(many);
    expect(fitParetoNbd(many.toReversed())).toEqual(fit);
    expect(fit.gradientNorm).toBeLessThan(1e-6);
  });
});
