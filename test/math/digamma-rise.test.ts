import { expect, test } from "vitest";
import { digammaBend, digammaRise } from "../../src/math/digamma-rise.js";

// 60-digit arithmetic (mpmath). The tolerance is what the asymptotics leave out, 3e-14, and a sum of up to 100 roundings.
test.each([
  [0.3, 0.7, 0.2, 2.9253085572986004, 1.250838427869365],
  [0.001, 2.5, 1000, 1001.279218812147, 1001.2767206871467],
  [1e8, 1, 25000000, 1e-8, 2e-9],
  [1e8, 1.7, 3e7, 1.69999999405e-8, 3.923076898784024e-9],
  [2.5, 1e5, 0.5, 10.809788824129154, 0.21962269456572145],
  [1e12, 3, 0.001, 2.999999999997e-12, 2.999999999993997e-27],
  [50, 0.001, 1e-6, 2.020112918945015e-5, 4.0807173806179043e-13],
  [1e5, 1e10, 4, 11.512940464878563, 3.999900001799966e-5],
])("x = %s, n = %s, a = %s", (x, n, a, rise, bend) => {
  expect(Math.abs(digammaRise(x, n) / rise - 1)).toBeLessThan(1e-13);
  expect(Math.abs(digammaBend(x, n, a) / bend - 1)).toBeLessThan(1e-11);
});
