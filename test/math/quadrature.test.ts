import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaRule } from "../../src/math/beta-rule.js";
import { logLineIntegral } from "../../src/math/line-integral.js";
import { logBeta } from "../../src/math/log-beta.js";
import { logGamma } from "../../src/math/log-gamma.js";
import { gaussLegendre, integrate, integrateAdaptively } from "../../src/math/quadrature.js";
import { relativeError } from "./reference.js";

describe("Gauss–Legendre", () => {
  test("as in 40-digit arithmetic, nodes to half an ulp of 1, weights to four of their own", () => {
    for (const [n, k, node, weight] of GOLDEN) {
      const rule = gaussLegendre(n);
      expect(Math.abs(rule.nodes[n - k]! - node)).toBeLessThan(1.2e-16);
      expect(relativeError(rule.weights[n - k]!, weight)).toBeLessThan(1e-15);
      expect(rule.nodes[k - 1]! + rule.nodes[n - k]!).toBe(0);
    }
  });
  test("exact for polynomials of degree 2n − 1", () => {
    for (let n = 1; n <= 40; n++) {
      const rule = gaussLegendre(n);
      expect(rule.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(2, 14);
      const degree = 2 * n - 2;
      expect(
        relativeError(
          integrate((x) => x ** degree, -1, 1, rule),
          2 / (degree + 1),
        ),
      ).toBeLessThan(3e-14);
    }
  });
  test("panels and halving", () => {
    const rule = gaussLegendre(12);
    expect(relativeError(integrate(Math.exp, 0, 20, rule, 10), Math.expm1(20))).toBeLessThan(1e-14);
    expect(
      relativeError(
        integrateAdaptively((x) => 1 / (1e-6 + x * x), -1, 1, rule),
        2e3 * Math.atan(1e3),
      ),
    ).toBeLessThan(1e-12);
    expect(relativeError(integrateAdaptively(Math.sqrt, 0, 1, rule), 2 / 3)).toBeLessThan(1e-12);
    expect(integrateAdaptively(() => 0, 0, 1, rule)).toBe(0);
    expect(integrateAdaptively(() => Number.NaN, 0, 1, rule)).toBeNaN();
  });
});

test("the line integral of e^(a u − e^u) is Γ(a), from flat to sharp", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -4, max: 6, noNaN: true }).map((e) => 10 ** e),
      (a) => {
        const value = logLineIntegral({
          g: (u) => a * u - Math.exp(u),
          slope: (u) => a - Math.exp(u),
          low: Math.log(a) - 1,
          high: Math.log(a) + 1,
          leftEnd: -40,
          leftSlope: a,
          rightEnd: Number.POSITIVE_INFINITY,
          rightSlope: Number.NEGATIVE_INFINITY,
        });
        expect(Math.abs(value - logGamma(a))).toBeLessThan(1e-13 + 1e-15 * a * (1 + Math.abs(Math.log(a))));
      },
    ),
  );
});

describe("the beta rule", () => {
  const shape = fc.double({ min: -3, max: 5, noNaN: true }).map((e) => 10 ** e);
  test("weights sum to one, and the moments are those of the distribution", () => {
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        const { points, complements, weights } = betaRule(a, b);
        const expectation = (h: (p: number, q: number) => number): number =>
          weights.reduce((sum, w, i) => sum + w * h(points[i]!, complements[i]!), 0);
        expect(expectation(() => 1)).toBeCloseTo(1, 13);
        expect(
          relativeError(
            expectation((p) => p),
            a / (a + b),
          ),
        ).toBeLessThan(1e-12);
        expect(
          relativeError(
            expectation((_, q) => q * q),
            (b * (b + 1)) / ((a + b) * (a + b + 1)),
          ),
        ).toBeLessThan(1e-12);
      }),
    );
  });
  test("a function with a pole at 0 that the density outweighs: E[p^−1/2]", () => {
    const { points, weights } = betaRule(3, 2);
    const value = weights.reduce((sum, w, i) => sum + w / Math.sqrt(points[i]!), 0);
    expect(relativeError(value, Math.exp(logBeta(2.5, 2) - logBeta(3, 2)))).toBeLessThan(1e-13);
  });
});

/** n, the k-th node from the right, its weight: mpmath, 40 digits. */
const GOLDEN = [
  [5, 1, 0.906179845938664, 0.23692688505618908],
  [5, 2, 0.5384693101056831, 0.47862867049936647],
  [5, 3, 0.0, 0.5688888888888889],
  [8, 1, 0.9602898564975363, 0.10122853629037626],
  [8, 2, 0.7966664774136267, 0.22238103445337448],
  [8, 3, 0.525532409916329, 0.31370664587788727],
  [8, 4, 0.1834346424956498, 0.362683783378362],
  [12, 1, 0.9815606342467192, 0.04717533638651183],
  [12, 2, 0.9041172563704749, 0.10693932599531843],
  [12, 3, 0.7699026741943047, 0.16007832854334622],
  [12, 6, 0.1252334085114689, 0.24914704581340277],
  [20, 1, 0.9931285991850949, 0.017614007139152118],
  [20, 2, 0.9639719272779138, 0.04060142980038694],
  [20, 3, 0.912234428251326, 0.06267204833410907],
  [20, 10, 0.07652652113349734, 0.15275338713072584],
  [32, 1, 0.9972638618494816, 0.007018610009470096],
  [32, 2, 0.9856115115452684, 0.01627439473090567],
  [32, 3, 0.9647622555875064, 0.02539206530926206],
  [32, 16, 0.04830766568773832, 0.0965400885147278],
] as const;
