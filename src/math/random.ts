/**
 * Seeded random numbers. The generator is an argument of everything that draws; nothing here is global.
 *
 * - [1] sfc32: Chris Doty-Humphrey, PractRand 0.94 (2010), `sfc32`; 128 bits of state, a counter, passes BigCrush.
 * - [2] murmur3 finaliser: Austin Appleby, MurmurHash3 (2008), `fmix32`.
 * - [3] Marsaglia, G., Tsang, W. W. (2000). A simple method for generating gamma variables. doi:10.1145/358407.358414
 * - [4] Marsaglia, G., Bray, T. A. (1964). A convenient method for generating normal variables. doi:10.1137/1006063
 * - [5] Hörmann, W. (1993). The transformed rejection method for generating Poisson random variables (PTRS).
 *   doi:10.1016/0167-6687(93)90997-4
 * - [6] Loader, C. (2000). Fast and accurate computation of binomial probabilities: the saddle-point form of the pmf.
 */
import { invalid } from "../errors.js";
import { logRatioMinus } from "./log1p.js";
import { stirlingTail } from "./stirling.js";

/**
 * Uniform doubles in [0, 1), all 53 bits random. The stream is 32-bit integer arithmetic, so it is the same on every
 * platform; draws that go through `Math.log` may differ there in the last bit.
 */
export type Random = () => number;

/** A generator from a finite number or a string: equal seeds give equal streams; 1 and "1" do not. */
export function random(seed: number | string): Random {
  if (typeof seed === "string") return sfc32(hashText(seed, 0x9e3779b9), hashText(seed, 0x85ebca6b), hashText(seed, 0xc2b2ae35));
  if (!Number.isFinite(seed)) invalid("seed", "a finite number or a string", seed);
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, seed + 0);
  const high = bits.getUint32(0);
  const low = bits.getUint32(4);
  return sfc32(mix(high ^ 0x243f6a88), mix(low ^ 0x13198a2e), mix(mix(high) ^ low));
}

/** An independent stream, seeded by two draws from `random`. */
export function fork(random: Random): Random {
  const first = random() * 2 ** 53;
  const second = random() * 2 ** 53;
  return sfc32(mix(first >>> 0), mix(second >>> 0), mix(Math.floor(first / 2 ** 32) * 2 ** 11 + Math.floor(second / 2 ** 42)));
}

/** Uniform on [low, high). */
export function randomUniform(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}

/** A whole number from 0 to n − 1, 1 ≤ n ≤ 2³²; no value is off by more than a share n · 2⁻⁵³ of its probability. */
export function randomInteger(random: Random, n: number): number {
  return Math.floor(random() * n);
}

/** Normal by the polar method [4]; the second of each pair is not kept, so that no state hides. */
export function randomNormal(random: Random, mean = 0, standardDeviation = 1): number {
  for (;;) {
    const u = 2 * random() - 1;
    const v = 2 * random() - 1;
    const s = u * u + v * v;
    if (s < 1 && s > 0) return mean + standardDeviation * u * Math.sqrt((-2 * Math.log(s)) / s);
  }
}

/** Exponential with the given rate, by inversion. */
export function randomExponential(random: Random, rate = 1): number {
  return -Math.log1p(-random()) / rate;
}

/** Gamma(shape, rate) by [3]. For a tiny shape most draws are below the smallest double, that is 0. */
export function randomGamma(random: Random, shape: number, rate = 1): number {
  return (shape < 1 ? Math.exp(randomLogGamma(random, shape)) : marsagliaTsang(random, shape)) / rate;
}

/** ln of a Gamma(shape, 1) variable: finite where the variable itself underflows. */
export function randomLogGamma(random: Random, shape: number): number {
  if (shape >= 1) return Math.log(marsagliaTsang(random, shape));
  return Math.log(marsagliaTsang(random, shape + 1)) + Math.log1p(-random()) / Math.max(shape, TINY);
}

/** Beta(a, b), a share in [0, 1]; with tiny shapes it is as good as always 0 or 1, in the right proportion. */
export function randomBeta(random: Random, a: number, b: number): number {
  return 1 / (1 + Math.exp(-randomLogitBeta(random, a, b)));
}

/** ln(p / (1 − p)) of p ~ Beta(a, b): tells apart values of p that round to 0 or to 1. */
export function randomLogitBeta(random: Random, a: number, b: number): number {
  return randomLogGamma(random, a) - randomLogGamma(random, b);
}

/** Poisson: inversion by search for small means, PTRS [5] with the saddle-point pmf [6] for large ones (up to 2⁵³). */
export function randomPoisson(random: Random, mean: number): number {
  return mean < 10 ? poissonBySearch(random, mean) : poissonByRejection(random, mean);
}

/** A shuffled copy (Fisher–Yates). */
export function shuffle<T>(random: Random, values: readonly T[]): T[] {
  const shuffled = values.slice();
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = randomInteger(random, i + 1);
    const held = shuffled[i] as T;
    shuffled[i] = shuffled[j] as T;
    shuffled[j] = held;
  }
  return shuffled;
}

/** `count` different indices out of 0 … n − 1, every ordered choice equally likely; memory grows with `count`, not with n. */
export function sampleIndices(random: Random, n: number, count: number): Uint32Array {
  const size = Math.min(count, n);
  const chosen = new Uint32Array(size);
  const moved = new Map<number, number>();
  for (let i = 0; i < size; i++) {
    const j = i + randomInteger(random, n - i);
    chosen[i] = moved.get(j) ?? j;
    moved.set(j, moved.get(i) ?? i);
  }
  return chosen;
}

const TINY = 1e-300;

/** [1]; the first rounds, in which the seed is still visible, are thrown away. */
function sfc32(first: number, second: number, third: number): Random {
  const state = Int32Array.of(first, second, third, 1);
  const next = (): number => {
    const a = state[0]!;
    const b = state[1]!;
    const c = state[2]!;
    const counter = state[3]!;
    const word = (((a + b) | 0) + counter) | 0;
    state[0] = b ^ (b >>> 9);
    state[1] = (c + (c << 3)) | 0;
    state[2] = (((c << 21) | (c >>> 11)) + word) | 0;
    state[3] = (counter + 1) | 0;
    return word;
  };
  for (let i = 0; i < 16; i++) next();
  return () => {
    const high = next() >>> 5;
    return (high * 2 ** 26 + (next() >>> 6)) * 2 ** -53;
  };
}

/** [2]. */
function mix(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}

function hashText(text: string, start: number): number {
  let hash = start;
  for (let i = 0; i < text.length; i++) hash = mix(Math.imul(hash, 5) ^ text.charCodeAt(i)) + 1;
  return mix(hash ^ text.length);
}

function marsagliaTsang(random: Random, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = randomNormal(random);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = 1 - random();
    const squared = x * x;
    if (u < 1 - 0.0331 * squared * squared) return d * v;
    if (Math.log(u) < squared / 2 + d * (1 - v + Math.log(v))) return d * v;
  }
}

function poissonBySearch(random: Random, mean: number): number {
  let p = Math.exp(-mean);
  let rest = random() - p;
  let k = 0;
  while (rest >= 0 && (k < mean || p > 1e-17)) {
    k++;
    p *= mean / k;
    rest -= p;
  }
  return k;
}

function poissonByRejection(random: Random, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = random() - 0.5;
    const v = 1 - random();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= squeeze) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (Math.log((v * inverseAlpha) / (a / (us * us) + b)) <= logPoissonPmf(k, mean)) return k;
  }
}

/** [6]: ln of mean^k e^(−mean) / k!, from the deviance, which does not cancel. */
function logPoissonPmf(k: number, mean: number): number {
  if (k < 10) {
    let logFactorial = 0;
    for (let i = 2; i <= k; i++) logFactorial += Math.log(i);
    return k * Math.log(mean) - mean - logFactorial;
  }
  return k * logRatioMinus(mean, k) - stirlingTail(k) - Math.log(2 * Math.PI * k) / 2;
}
