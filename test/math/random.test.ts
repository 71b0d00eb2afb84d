import { describe, expect, test } from "vitest";
import { InvalidInputError } from "../../src/errors.js";
import { regularisedBeta } from "../../src/math/incomplete-beta.js";
import { regularisedGammaP, regularisedGammaQ } from "../../src/math/incomplete-gamma.js";
import { logGamma } from "../../src/math/log-gamma.js";
import { normalCdf } from "../../src/math/normal.js";
import {
  fork,
  type Random,
  random,
  randomBeta,
  randomExponential,
  randomGamma,
  randomInteger,
  randomLogGamma,
  randomLogitBeta,
  randomNormal,
  randomPoisson,
  randomUniform,
  sampleIndices,
  shuffle,
} from "../../src/math/random.js";

const N = 100_000;

describe("no regression: a seed means the same draws for ever", () => {
  test('uniform draws of the seeds 1 and "1"', () => {
    const one = random(1);
    const text = random("1");
    expect([one(), one(), one(), one()]).toEqual([0.5589682393385537, 0.8098120245293431, 0.009045071792279424, 0.8475478089527759]);
    expect([text(), text(), text(), text()]).toEqual([0.6812676078359842, 0.005550967415874131, 0.5552126110511066, 0.1295893572209751]);
  });
  test("every distribution, of one stream", () => {
    const r = random(1);
    const draws = [
      randomNormal(r),
      randomExponential(r, 2),
      randomGamma(r, 0.3, 2),
      randomGamma(r, 3, 2),
      randomBeta(r, 0.5, 2),
      randomPoisson(r, 3),
      randomPoisson(r, 300),
      randomInteger(r, 1000),
      fork(r)(),
    ];
    expect(draws.map((draw) => draw.toPrecision(12))).toEqual([
      "0.253864283176",
      "0.00454311340441",
      "0.00312178382961",
      "1.42404954492",
      "0.00643278030692",
      "2.00000000000",
      "300.000000000",
      "423.000000000",
      "0.0265143602974",
    ]);
    expect([...sampleIndices(r, 1000, 4)]).toEqual([668, 572, 175, 242]);
    expect(shuffle(r, [1, 2, 3, 4, 5])).toEqual([1, 5, 2, 4, 3]);
  });
});

describe("the generator", () => {
  test("words of the published sfc32, against the same recurrence in integers that cannot overflow", () => {
    const words = bigSfc32(bigMix(0x3ff00000n ^ 0x243f6a88n), bigMix(0x13198a2en), bigMix(bigMix(0x3ff00000n)), 16 + 200);
    const r = random(1);
    for (let i = 0; i < words.length; i += 2) {
      expect(r()).toBe((Number(words[i]! >> 5n) * 2 ** 26 + Number(words[i + 1]! >> 6n)) / 2 ** 53);
    }
  });
  test("uniforms lie in [0, 1), with all 53 bits in use", () => {
    const r = random("bits");
    let ones = 0;
    for (let i = 0; i < N; i++) {
      const u = r();
      if (!(u >= 0 && u < 1)) throw new Error(`${u}`);
      ones += (u * 2 ** 53) % 2;
    }
    expect(Math.abs(ones / N - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / N));
  });
  test("neighbouring seeds and forks give uncorrelated streams", () => {
    const pairs: [Random, Random][] = [
      [random(1), random(2)],
      [random("a"), random("b")],
      [random(0), random(-1)],
      [random(1), random(1 + 2 ** -52)],
    ];
    const parent = random(5);
    pairs.push([fork(parent), fork(parent)], [fork(parent), parent]);
    for (const [left, right] of pairs) {
      let sum = 0;
      for (let i = 0; i < N; i++) sum += (left() - 0.5) * (right() - 0.5);
      expect(Math.abs(sum / N) * 12).toBeLessThan(4.5 / Math.sqrt(N));
    }
  });
  test("0 and -0 are one seed, a seed that is no number is refused", () => {
    expect(random(0)()).toBe(random(-0)());
    expect(() => random(Number.NaN)).toThrow(InvalidInputError);
    expect(() => random(Number.POSITIVE_INFINITY)).toThrow("seed must be a finite number or a string");
  });
});

describe("moments, within 4.5 standard errors of 100,000 draws", () => {
  const cases: [string, (r: Random) => number, number, number][] = [
    ["uniform(2, 5)", (r) => randomUniform(r, 2, 5), 3.5, 9 / 12],
    ["integer below 7", (r) => randomInteger(r, 7), 3, 4],
    ["normal(3, 2)", (r) => randomNormal(r, 3, 2), 3, 4],
    ["exponential(4)", (r) => randomExponential(r, 4), 1 / 4, 1 / 16],
    ...[0.05, 0.5, 1, 2.5, 1000].map((a): [string, (r: Random) => number, number, number] => [
      `gamma(${a}, 3)`,
      (r) => randomGamma(r, a, 3),
      a / 3,
      a / 9,
    ]),
    ...[
      [0.1, 0.2],
      [0.5, 3],
      [2, 40],
      [500, 700],
    ].map(([a = 1, b = 1]): [string, (r: Random) => number, number, number] => [
      `beta(${a}, ${b})`,
      (r) => randomBeta(r, a, b),
      a / (a + b),
      (a * b) / ((a + b) ** 2 * (a + b + 1)),
    ]),
    ...[0.01, 1, 9.99, 10, 35, 1e3, 1e6, 1e12].map((mean): [string, (r: Random) => number, number, number] => [
      `poisson(${mean})`,
      (r) => randomPoisson(r, mean),
      mean,
      mean,
    ]),
  ];
  test.each(cases)("%s", (name, draw, mean, variance) => {
    const r = random(name);
    let m1 = 0;
    let m2 = 0;
    let m4 = 0;
    for (let i = 0; i < N; i++) {
      const d = draw(r) - mean;
      m1 += d;
      m2 += d * d;
      m4 += d * d * d * d;
    }
    expect(Math.abs(m1 / N)).toBeLessThan(4.5 * Math.sqrt(variance / N));
    expect(Math.abs(m2 / N - variance)).toBeLessThan(4.5 * Math.sqrt((m4 / N - variance * variance) / N));
  });
});

describe("distributions, by Kolmogorov–Smirnov: D √n below its 99.99 % point 2.23", () => {
  const cases: [string, (r: Random) => number, (x: number) => number][] = [
    ["uniform", (r) => r(), (x) => x],
    ["normal(1, 3)", (r) => randomNormal(r, 1, 3), (x) => normalCdf((x - 1) / 3)],
    ["exponential(2)", (r) => randomExponential(r, 2), (x) => -Math.expm1(-2 * x)],
    ["gamma(0.05, 1)", (r) => randomGamma(r, 0.05), (x) => regularisedGammaP(0.05, x)],
    ["gamma(0.999, 1)", (r) => randomGamma(r, 0.999), (x) => regularisedGammaP(0.999, x)],
    ["gamma(1, 7)", (r) => randomGamma(r, 1, 7), (x) => regularisedGammaP(1, 7 * x)],
    ["gamma(40, 2)", (r) => randomGamma(r, 40, 2), (x) => regularisedGammaP(40, 2 * x)],
    [
      "ln gamma(0.001)",
      (r) => randomLogGamma(r, 0.001),
      (x) => (x < -30 ? Math.exp(0.001 * x - logGamma(1.001)) : regularisedGammaP(0.001, Math.exp(x))),
    ],
    ["beta(0.2, 0.7)", (r) => randomBeta(r, 0.2, 0.7), (x) => regularisedBeta(x, 0.2, 0.7)],
    ["beta(3, 0.5)", (r) => randomBeta(r, 3, 0.5), (x) => regularisedBeta(x, 3, 0.5)],
    ["beta(20, 90)", (r) => randomBeta(r, 20, 90), (x) => regularisedBeta(x, 20, 90)],
  ];
  test.each(cases)("%s", (name, draw, cdf) => {
    const n = 20_000;
    const r = random(`ks ${name}`);
    const draws = Float64Array.from({ length: n }, () => draw(r)).sort();
    let most = 0;
    draws.forEach((x, i) => {
      const share = cdf(x);
      // Draws that underflowed to the same 0 are one jump.
      if (x > 0 || name.startsWith("ln")) most = Math.max(most, share - i / n, (i + 1) / n - share);
    });
    expect(most * Math.sqrt(n)).toBeLessThan(2.23);
  });
  test("poisson(12.5) and poisson(1e6), against Q(k + 1, mean)", () => {
    for (const mean of [12.5, 1e6]) {
      const n = 20_000;
      const r = random(`ks poisson ${mean}`);
      const draws = Float64Array.from({ length: n }, () => randomPoisson(r, mean)).sort();
      let most = 0;
      for (let i = 0; i < n; i++) {
        if (draws[i] !== draws[i + 1]) most = Math.max(most, Math.abs((i + 1) / n - regularisedGammaQ(draws[i]! + 1, mean)));
      }
      expect(most * Math.sqrt(n)).toBeLessThan(2.23);
    }
  });
});

describe("extreme shapes", () => {
  test("tiny shapes give numbers, and the log of the variable where it underflows", () => {
    const r = random(3);
    for (const shape of [1e-3, 1e-10, 1e-300, 5e-324]) {
      for (let i = 0; i < 200; i++) {
        expect(randomGamma(r, shape, 1)).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(randomLogGamma(r, shape))).toBe(true);
        const p = randomBeta(r, shape, shape);
        expect(p >= 0 && p <= 1).toBe(true);
      }
    }
  });
  test("Beta(a, b) with tiny shapes is 1 with probability a / (a + b)", () => {
    const r = random(4);
    let ones = 0;
    for (let i = 0; i < N; i++) ones += randomBeta(r, 1e-9, 3e-9) > 0.5 ? 1 : 0;
    expect(Math.abs(ones / N - 0.25)).toBeLessThan(4.5 * Math.sqrt(0.1875 / N));
  });
  test("the logit of a beta variable is symmetric when its shapes are", () => {
    const r = random(5);
    let positive = 0;
    for (let i = 0; i < N; i++) positive += randomLogitBeta(r, 0.01, 0.01) > 0 ? 1 : 0;
    expect(Math.abs(positive / N - 0.5)).toBeLessThan(4.5 * Math.sqrt(0.25 / N));
  });
  test("a Poisson mean of zero gives zero", () => {
    expect(randomPoisson(random(1), 0)).toBe(0);
  });
});

describe("the Poisson distribution, value by value", () => {
  test.each([0.7, 4, 9.999, 10, 12.5, 60])("chi-square of mean %s below its 99.99 % point", (mean) => {
    const r = random(`poisson ${mean}`);
    const counts = new Map<number, number>();
    for (let i = 0; i < N; i++) {
      const k = randomPoisson(r, mean);
      counts.set(k, (counts.get(k) ?? 0) + 1);
    }
    let p = Math.exp(-mean);
    let statistic = 0;
    let cells = 0;
    for (let k = 0; k < mean + 12 * Math.sqrt(mean) + 12; k++) {
      if (p * N >= 10) {
        statistic += ((counts.get(k) ?? 0) - p * N) ** 2 / (p * N);
        cells++;
      }
      p *= mean / (k + 1);
    }
    // Wilson–Hilferty at 3.72 standard deviations.
    expect(statistic).toBeLessThan(cells * (1 - 2 / (9 * cells) + 3.72 * Math.sqrt(2 / (9 * cells))) ** 3);
  });
});

describe("shuffles and samples", () => {
  test("a shuffle is a permutation and leaves its argument alone", () => {
    const values = Object.freeze([..."abcdefgh"]);
    const shuffled = shuffle(random(9), values);
    expect([...shuffled].sort()).toEqual([...values]);
    expect(values.join("")).toBe("abcdefgh");
  });
  test("a sample has no index twice, and no more than there are", () => {
    const r = random(10);
    for (const [n, k] of [
      [10, 10],
      [1e9, 1000],
      [5, 9],
      [3, 0],
    ] as const) {
      const sample = sampleIndices(r, n, k);
      expect(sample.length).toBe(Math.min(n, k));
      expect(new Set(sample).size).toBe(sample.length);
      expect(sample.every((index) => index < n)).toBe(true);
    }
  });
  test("each index is in each place equally often", () => {
    const r = random(11);
    const counts = new Float64Array(15);
    for (let i = 0; i < N; i++) for (const [place, index] of sampleIndices(r, 5, 3).entries()) counts[place * 5 + index]! += 1;
    for (const count of counts) expect(Math.abs(count / N - 0.2)).toBeLessThan(4.5 * Math.sqrt(0.16 / N));
  });
});

function bigSfc32(a: bigint, b: bigint, c: bigint, rounds: number): bigint[] {
  const mask = 2n ** 32n - 1n;
  let counter = 1n;
  const words: bigint[] = [];
  for (let i = 0; i < rounds; i++) {
    const word = (a + b + counter) & mask;
    counter = (counter + 1n) & mask;
    a = b ^ (b >> 9n);
    b = (c + (c << 3n)) & mask;
    c = ((((c << 21n) & mask) | (c >> 11n)) + word) & mask;
    if (i >= 16) words.push(word);
  }
  return words;
}

function bigMix(word: bigint): bigint {
  word = ((word ^ (word >> 16n)) * 0x85ebca6bn) & 0xffffffffn;
  word = ((word ^ (word >> 13n)) * 0xc2b2ae35n) & 0xffffffffn;
  return word ^ (word >> 16n);
}
