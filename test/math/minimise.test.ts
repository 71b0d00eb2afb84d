import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digamma } from "../../src/math/digamma.js";
import { logGamma } from "../../src/math/log-gamma.js";
import { type Differentiable, hessian, minimise } from "../../src/math/minimise.js";
import { minimiseWithoutGradient } from "../../src/math/nelder-mead.js";

const rosenbrock: Differentiable = ([x = 0, y = 0]) => ({
  value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient: [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
});

/** −ln likelihood of Gamma(shape, rate) for mean 2 and mean log 0.4, a million observations, in logarithms. */
const gammaLikelihood: Differentiable = ([logShape = 0, logRate = 0]) => {
  const shape = Math.exp(logShape);
  const rate = Math.exp(logRate);
  return {
    value: -1e6 * (shape * logRate - logGamma(shape) + (shape - 1) * 0.4 - rate * 2),
    gradient: [-1e6 * shape * (logRate - digamma(shape) + 0.4), -1e6 * (shape - rate * 2)],
  };
};

describe("minimise", () => {
  test("Rosenbrock's valley from its usual start", () => {
    const found = minimise(rosenbrock, Object.freeze([-1.2, 1]));
    expect(found).toMatchObject({ converged: true, reason: "gradient is zero" });
    for (const x of found.point) expect(x).toBeCloseTo(1, 12);
    expect(found.iterations).toBeLessThan(60);
  });
  test("second derivatives of a like function spare steps, and are not reported as its own", () => {
    const there = minimise(gammaLikelihood, [0, 0]);
    const start = there.point.map((x) => x + 0.02);
    const like = there.hessian!.map((row, i) => row.map((value, k) => value * (i === k ? 1.1 : 1)));
    const found = minimise(gammaLikelihood, start, { curvature: like });
    expect(found.converged).toBe(true);
    found.point.forEach((x, i) => {
      expect(x).toBeCloseTo(there.point[i]!, 9);
    });
    found.hessian!.forEach((row, i) => {
      row.forEach((value, k) => {
        expect(Math.abs(value / there.hessian![i]![k]! - 1)).toBeLessThan(1e-6);
      });
    });
    expect(found.iterations).toBe(0);
    expect(found.evaluations).toBeLessThan(minimise(gammaLikelihood, start).evaluations);
  });
  test("second derivatives that lead astray are given up", () => {
    for (const curvature of [
      [
        [1, 0],
        [0, 1e-9],
      ],
      [
        [-1, 0],
        [0, 1],
      ],
    ]) {
      const found = minimise(rosenbrock, [-1.2, 1], { curvature });
      expect(found.converged).toBe(true);
      for (const x of found.point) expect(x).toBeCloseTo(1, 12);
    }
  });
  test("any start", () => {
    const coordinate = fc.double({ min: -20, max: 20, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const found = minimise(rosenbrock, [x, y]);
        expect(found.converged).toBe(true);
        expect(found.value).toBeLessThan(1e-18);
      }),
    );
  });
  test("a badly scaled quadratic in six variables", () => {
    const scales = [1e-3, 1e-2, 0.1, 1, 10, 1e3];
    const found = minimise(
      (p) => ({ value: p.reduce((sum, x, i) => sum + scales[i]! * (x - i) ** 2, 0) / 2, gradient: p.map((x, i) => scales[i]! * (x - i)) }),
      [9, 9, 9, 9, 9, 9],
    );
    expect(found.converged).toBe(true);
    for (const [i, x] of found.point.entries()) expect(x).toBeCloseTo(i, 10);
  });
  test("a likelihood of a million observations: the gradient is zero to rounding", () => {
    const found = minimise(gammaLikelihood, [0, 0]);
    expect(found.converged).toBe(true);
    expect(Math.max(...found.gradient.map(Math.abs))).toBeLessThan(1e-8 * Math.abs(found.value));
    expect(Math.exp(found.point[0]!) / Math.exp(found.point[1]!)).toBeCloseTo(2, 12);
    expect(found.evaluations).toBeLessThan(80);
  });
  test("a function that is not finite beyond a wall", () => {
    const found = minimise(
      ([x = 0]) => (x <= 0 ? { value: Number.NaN, gradient: [Number.NaN] } : { value: x - Math.log(x), gradient: [1 - 1 / x] }),
      [30],
    );
    expect(found.converged).toBe(true);
    expect(found.point[0]).toBeCloseTo(1, 12);
  });
  test("an infimum at infinity: finite parameters, no exception", () => {
    const found = minimise(([x = 0]) => ({ value: Math.exp(-x), gradient: [-Math.exp(-x)] }), [0]);
    expect(Number.isFinite(found.point[0]!)).toBe(true);
    expect(found.value).toBeLessThan(1e-9);
    const linear = minimise(([x = 0]) => ({ value: -x, gradient: [-1] }), [0], { maxIterations: 20 });
    expect(linear).toMatchObject({ converged: false, reason: "too many iterations", iterations: 20 });
  });
  test("a start that is not finite, and a gradient that points uphill", () => {
    expect(minimise(() => ({ value: Number.NaN, gradient: [0] }), [1])).toMatchObject({
      converged: false,
      reason: "not finite at the start",
    });
    expect(minimise(([x = 0]) => ({ value: x * x, gradient: [-2 * x] }), [1])).toMatchObject({
      converged: false,
      reason: "no step decreases the function",
    });
  });
  test("already there", () => {
    expect(minimise(rosenbrock, [1, 1])).toMatchObject({ converged: true, iterations: 0, value: 0 });
  });
  test("no coordinate moves further than longestStep at once", () => {
    const seen: number[] = [];
    minimise(
      ([x = 0]) => {
        seen.push(x);
        return { value: (x - 100) ** 2, gradient: [2 * (x - 100)] };
      },
      [0],
      { longestStep: 2, polish: false },
    );
    const steps = seen.map((x, i) => Math.abs(x - (seen[i - 1] ?? 0)));
    expect(Math.max(...steps)).toBeLessThanOrEqual(2 + 1e-9);
  });
  test("the second derivatives, by differences of the gradient", () => {
    const [[xx, xy], [yx, yy]] = hessian(rosenbrock, [1, 1]) as [[number, number], [number, number]];
    expect(xx).toBeCloseTo(802, 4);
    expect(xy).toBeCloseTo(-400, 4);
    expect(yx).toBe(xy);
    expect(yy).toBeCloseTo(200, 4);
  });
});

describe("minimiseWithoutGradient", () => {
  test("Rosenbrock's valley", () => {
    const found = minimiseWithoutGradient((p) => rosenbrock(p).value, Object.freeze([-1.2, 1]));
    expect(found).toMatchObject({ converged: true, reason: "simplex is small" });
    for (const x of found.point) expect(x).toBeCloseTo(1, 5);
  });
  test("a rough function, where the simplex must shrink", () => {
    const rough = ([x = 0, y = 0]: readonly number[]): number =>
      x * x + y * y + 0.3 * Math.abs(Math.sin(40 * x)) + 0.3 * Math.abs(Math.sin(40 * y));
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }), (x, y) => {
        const found = minimiseWithoutGradient(rough, [x, y]);
        expect(found.value).toBeLessThanOrEqual(rough([x, y]));
        expect(found.evaluations).toBeLessThan(900);
      }),
    );
  });
  test("NaN and Infinity count as too high", () => {
    const found = minimiseWithoutGradient(([x = 0]) => x - Math.log(x), [30]);
    expect(found.point[0]).toBeCloseTo(1, 5);
    expect(minimiseWithoutGradient(() => Number.NaN, [1])).toMatchObject({ converged: false, reason: "not finite at the start" });
  });
  test("a limit on evaluations is kept, and the best point so far returned", () => {
    const found = minimiseWithoutGradient((p) => rosenbrock(p).value, [-1.2, 1], { maxEvaluations: 30 });
    expect(found).toMatchObject({ converged: false, reason: "too many evaluations" });
    expect(found.evaluations).toBeLessThan(40);
    expect(found.value).toBeLessThan(24.2);
  });
});
