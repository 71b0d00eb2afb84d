import { describe, expect, test } from "vitest";
import { adjustedRand, calinskiHarabasz, chooseK, clusterStability, daviesBouldin, fitKMeans, silhouette } from "../../src/index.js";
import { random, randomNormal, randomUniform } from "../../src/math/random.js";

function blobs(n: number, centers: readonly (readonly number[])[], seed: number, deviation = 1): { x: number; y: number }[] {
  const draw = random(seed);
  return Array.from({ length: n }, (_, i) => {
    const [x, y] = centers[i % centers.length]!;
    return { x: randomNormal(draw, x, deviation), y: randomNormal(draw, y, deviation) };
  });
}
const FOUR = [
  [0, 0],
  [20, 0],
  [0, 20],
  [20, 20],
];

describe("chooseK", () => {
  test("finds the number of groups that were drawn, clearly", () => {
    const choice = chooseK(blobs(400, FOUR, 1), { to: 8, transform: "none" });
    expect(choice.k).toBe(4);
    expect(choice.clarity).toBe("clear");
    expect(choice.voices).toEqual([
      { measure: "silhouette", k: 4 },
      { measure: "Caliński–Harabasz", k: 4 },
      { measure: "Davies–Bouldin", k: 4 },
      { measure: "gap", k: 4 },
    ]);
    expect(choice.reason).toMatch(/^4 clusters are best by silhouette, .* and gap \(4 of 4 measures\); the silhouette is 0\.\d\d\.$/);
    expect(choice.silhouetteMethod).toBe("exact");
    expect(choice.model).toEqual(choice.candidates[2]!.model);
    expect(choice.candidates.map(({ k }) => k)).toEqual([2, 3, 4, 5, 6, 7, 8]);
    expect(choice.candidates.every(({ inertia }, i, all) => i === 0 || inertia < all[i - 1]!.inertia)).toBe(true);
  });

  test("one cloud is called one cloud", () => {
    const draw = random(2);
    const cloud = Array.from({ length: 600 }, () => ({
      x: randomUniform(draw, 0, 1),
      y: randomUniform(draw, 0, 1),
      z: randomUniform(draw, 0, 1),
    }));
    const choice = chooseK(cloud, { to: 5, transform: "none" });
    expect(choice.voices.at(-1)).toEqual({ measure: "gap", k: 1 });
    expect(choice.notes.join()).toMatch(/no number of clusters beats a single one/);
    expect(choice.clarity).toBe("weak");
  });

  test("the same points in any order give the same choice", () => {
    const rows = blobs(300, FOUR, 3, 4);
    const one = chooseK(rows, { to: 6, transform: "signed-log" });
    const other = chooseK(rows.slice().reverse(), { to: 6, transform: "signed-log" });
    expect([other.k, other.clarity, other.finer]).toEqual([one.k, one.clarity, one.finer]);
  });

  test("a sampled silhouette says so", () => {
    const choice = chooseK(blobs(6000, FOUR, 4), { from: 3, to: 5, restarts: 2, transform: "none" });
    expect(choice.silhouetteMethod).toBe("sampled");
    expect(choice.k).toBe(4);
  });

  test("few different points limit k, with a note only when more were asked for", () => {
    const rows = { x: [1, 1, 2, 2, 9, 9, 9] };
    expect(chooseK(rows).candidates.map(({ k }) => k)).toEqual([2, 3]);
    expect(chooseK(rows).notes.join()).not.toMatch(/too few/);
    expect(chooseK(rows).notes.join()).not.toMatch(/larger number/);
    expect(chooseK(blobs(80, FOUR, 1), { to: 4, transform: "none" }).notes).toContain(
      "4 is the most that was tried; a larger number may be better.",
    );
    expect(chooseK(rows, { to: 6 }).notes.join()).toMatch(/No more than 3 clusters were tried/);
  });

  test.each([
    ["from 1", { from: 1 }, "from must be a whole number of at least 2"],
    ["to below from", { from: 4, to: 3 }, "to must be a whole number of at least 4"],
    ["restarts", { restarts: 0 }, "restarts must be"],
  ])("bad input: %s", (_, options, message) => expect(() => chooseK({ x: [1, 2, 3, 4] }, options)).toThrow(message));
  test("bad input: too few points", () => {
    expect(() => chooseK({ x: [1, 2] })).toThrow("points must be at least 3 different ones");
    expect(() => chooseK({ x: [1, 1, 1] })).toThrow("number of different points, 1");
  });
});

describe("measures of validity", () => {
  // by hand: a = 1 and 1, b = 10, 9, 8, 9 …
  test("by hand", () => {
    const line = { x: [0, 1, 9, 10] };
    expect(silhouette(line, [0, 0, 1, 1])).toBeCloseTo((2 * (1 - 1 / 9.5) + 2 * (1 - 1 / 8.5)) / 4, 14);
    expect(calinskiHarabasz(line, ["a", "a", "b", "b"])).toBeCloseTo((81 * 2) / 1, 12);
    expect(daviesBouldin(line, [5, 5, 3, 3])).toBeCloseTo(1 / 9, 14);
  });

  test("names of labels and order of rows change nothing; a point alone counts 0", () => {
    const rows = blobs(60, FOUR, 5);
    const labels = rows.map((_, i) => i % 4);
    const value = silhouette(rows, labels);
    expect(silhouette(rows.slice().reverse(), labels.map((label) => `c${9 - label}`).reverse())).toBeCloseTo(value, 12);
    expect(silhouette({ x: [0, 5, 6] }, [0, 1, 1])).toBeCloseTo((0 + (1 - 1 / 5) + (1 - 1 / 6)) / 3, 14);
  });

  test("what has no spread is as in scikit-learn", () => {
    const pairs = { x: [1, 1, 2, 2] };
    expect(calinskiHarabasz(pairs, [0, 0, 1, 1])).toBe(1);
    expect(daviesBouldin(pairs, [0, 0, 1, 1])).toBe(0);
    expect(silhouette(pairs, [0, 0, 1, 1])).toBe(1);
    const same = { x: [3, 3, 3, 3] };
    expect([silhouette(same, [0, 0, 1, 1]), calinskiHarabasz(same, [0, 0, 1, 1]), daviesBouldin(same, [0, 0, 1, 1])]).toEqual([0, 1, 0]);
  });

  test("every number of a point counts, also beside recency, frequency and monetary", () => {
    const draw = random(13);
    const column = (): Float64Array => Float64Array.from({ length: 60 }, () => draw());
    const [a, b, c, e] = [column(), column(), column(), column()];
    const labels = Array.from({ length: 60 }, (_, i) => i % 3);
    for (const measure of [silhouette, calinskiHarabasz, daviesBouldin])
      expect(measure({ recency: a, frequency: b, monetary: c, averageValue: e }, labels)).toBe(measure({ a, b, c, e }, labels));
  });

  test("as many groups as points on both sides agree", () => {
    const each = Array.from({ length: 70_000 }, (_, i) => i);
    expect(adjustedRand(each, each)).toBe(1);
  });

  test.each([silhouette, calinskiHarabasz, daviesBouldin])("bad labels", (measure) => {
    const rows = { x: [1, 2, 3] };
    expect(() => measure(rows, [0, 0, 0])).toThrow("labels must be at least two different ones");
    expect(() => measure(rows, [0, 1, 2])).toThrow("fewer than the 3 points");
    expect(() => measure(rows, [0, 1])).toThrow("labels must be one for each of 3 points");
    expect(() => measure(rows, undefined as never)).toThrow("labels must be a list of labels, received undefined");
    expect(() => measure(rows, [0, Number.NaN, 1])).toThrow("row 1: labels must be numbers or words");
    expect(() => measure({ x: [1, Number.NaN, 3] }, [0, 0, 1])).toThrow("row 1: x must be a finite number");
  });

  test("adjusted Rand: Hubert & Arabie's bounds", () => {
    expect(adjustedRand([0, 0, 1, 1, 2], ["x", "x", "z", "z", "y"])).toBe(1);
    expect(adjustedRand([0, 0, 0], [1, 1, 1])).toBe(1);
    expect(adjustedRand([0, 1, 2], [0, 0, 0])).toBe(0);
    // scikit-learn's documentation: adjusted_rand_score([0, 0, 1, 2], [0, 0, 1, 1]) is 0.57
    expect(adjustedRand([0, 0, 1, 2], [0, 0, 1, 1])).toBeCloseTo(0.571428571428571, 12);
    const draw = random(1);
    const coin = (): number[] => Array.from({ length: 4000 }, () => Math.floor(draw() * 3));
    // at random: mean 0, deviation below 0.001 for 4,000 points
    expect(Math.abs(adjustedRand(coin(), coin()))).toBeLessThan(0.005);
    expect(() => adjustedRand([0, 1], [0])).toThrow("other must be one for each of 2 points");
  });
});

describe("clusterStability", () => {
  test("groups that were drawn come back; halves of one are noted", () => {
    const rows = blobs(200, FOUR, 6);
    const right = clusterStability(rows, fitKMeans(rows, { k: 4, transform: "none" }), { repeats: 20 });
    expect(right.jaccard.every((likeness) => likeness > 0.99)).toBe(true);
    expect(right.adjustedRand).toBeGreaterThan(0.99);
    expect(right.dissolved).toEqual([0, 0, 0, 0]);
    expect(right.notes).toEqual([]);
    const cloud = blobs(200, [[0, 0]], 6);
    const wrong = clusterStability(cloud, fitKMeans(cloud, { k: 9, transform: "none" }), { repeats: 20 });
    expect(Math.min(...wrong.jaccard)).toBeLessThan(0.6);
    expect(wrong.notes.length).toBeGreaterThan(0);
    expect(wrong.notes[0]).toMatch(/^Cluster \d is not a real group/);
    expect(wrong.dissolved.some((count) => count > 0)).toBe(true);
  });

  test("the same seed, the same answer; weights are drawings", () => {
    const rows = blobs(80, FOUR, 7, 6);
    const model = fitKMeans(rows, { k: 3, transform: "none" });
    const one = clusterStability(rows, model, { repeats: 5, seed: 3 });
    expect(clusterStability(rows, model, { repeats: 5, seed: 3 })).toEqual(one);
    expect(clusterStability(rows, model, { repeats: 5, seed: 4 })).not.toEqual(one);
  });

  test("more points than a sample holds, and samples with too few different points", () => {
    const many = blobs(21_000, FOUR, 8);
    expect(
      clusterStability(many, fitKMeans(many, { k: 4, restarts: 2, transform: "none" }), { repeats: 2, restarts: 2 }).adjustedRand,
    ).toBeGreaterThan(0.99);
    const few = { x: [1, 2, 30] };
    const { repeats, adjustedRand: rand } = clusterStability(few, fitKMeans(few, { k: 3 }), { repeats: 30 });
    expect(repeats).toBeLessThan(30);
    expect(rand).toBeGreaterThan(0);
  });

  test("weights are drawn by: a point of weight 0 never, whoever it is", () => {
    const rows = blobs(120, FOUR, 9);
    const odd = [...rows, { x: 1e4, y: 1e4 }, { x: -1e4, y: 0 }];
    const weights = odd.map((_, i) => (i < 120 ? 2 : 0));
    const model = fitKMeans(odd, { k: 4, transform: "none", weights });
    const stable = clusterStability(odd, model, { weights, repeats: 10 });
    expect(stable.jaccard.every((likeness) => likeness > 0.99)).toBe(true);
    expect(Math.min(...clusterStability(odd, model, { repeats: 10 }).jaccard)).toBeLessThan(0.9);
    expect(() => clusterStability(odd, model, { weights: [1] })).toThrow("weights must be one for each of 122 points");
  });

  test("what no sample could tell is not judged", () => {
    const each = { x: Array.from({ length: 30 }, (_, i) => i) };
    const { notes, repeats } = clusterStability(each, fitKMeans(each, { k: 30 }), { repeats: 2 });
    expect(repeats).toBe(0);
    expect(notes).toEqual(["No sample had as many different points as there are clusters, so nothing is known of them. Take a smaller k."]);
  });

  test("bad input", () => {
    const rows = blobs(20, FOUR, 1);
    const model = fitKMeans(rows, { k: 2, transform: "none" });
    expect(() => clusterStability(rows, model, { repeats: 0 })).toThrow("repeats must be a whole number");
    expect(() => clusterStability([{ x: 1 }] as never, model)).toThrow("y must be a finite number");
  });
});
