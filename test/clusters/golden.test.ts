/**
 * scikit-learn 1.7.2 (NumPy 2.4.6) on forty points by a formula, standardised by the population deviation: the best of 1,500 starts (4,000 for k = 5) of
 * `KMeans(n_init=1, tol=0)`, and the indices of its labels.
 */
import { describe, expect, test } from "vitest";
import { adjustedRand, calinskiHarabasz, clusterAll, daviesBouldin, fitKMeans, scaledPoints, silhouette } from "../../src/index.js";

const points = Array.from({ length: 40 }, (_, i) => ({ a: ((i * 37) % 101) + (i % 3) * 60, b: (i * 53) % 97, c: ((i * 29) % 31) * 2.5 }));
const thirds = points.map((_, i) => i % 3);

const GOLDEN = [
  {
    k: 2,
    inertia: 85.50772901229146,
    indices: [0.2429573102183668, 15.328512552877116, 1.4911128541986118],
    sizes: [19, 21],
    rand: 0.2552366175329713,
  },
  {
    k: 3,
    inertia: 63.70333969148734,
    indices: [0.25524392115291245, 16.349036341758044, 1.2574327077642145],
    sizes: [13, 13, 14],
    rand: 0.14091043744445542,
  },
  {
    k: 5,
    inertia: 41.4216320603509,
    indices: [0.26320101714695077, 16.599073606519426, 1.0383088566933711],
    sizes: [6, 7, 8, 9, 10],
    rand: 0.14714047751249307,
  },
  {
    k: 8,
    inertia: 25.129615855237017,
    indices: [0.29279727550053647, 17.25824967481116, 0.9057521773793386],
    sizes: [2, 3, 4, 6, 6, 6, 6, 7],
    rand: 0.09404351444536915,
  },
] as const;

describe("k-means beside scikit-learn on forty points", () => {
  test.each(GOLDEN)("k = $k", ({ k, inertia, indices, sizes, rand }) => {
    const model = fitKMeans(points, { k, transform: "none", restarts: 300 });
    // the same partition: sums of forty squares in another order
    expect(model.inertia / inertia).toBeCloseTo(1, 12);
    expect([...model.sizes].sort((x, y) => x - y)).toEqual(sizes);
    const labels = clusterAll(model, points);
    const places = scaledPoints(model, points);
    expect(silhouette(places, labels)).toBeCloseTo(indices[0], 12);
    expect(calinskiHarabasz(places, labels)).toBeCloseTo(indices[1], 11);
    expect(daviesBouldin(places, labels)).toBeCloseTo(indices[2], 12);
    expect(adjustedRand(thirds, labels)).toBeCloseTo(rand, 12);
  });

  test("indices of labels that are no optimum", () => {
    const places = scaledPoints(fitKMeans(points, { k: 1, transform: "none" }), points);
    expect(silhouette(places, thirds)).toBeCloseTo(0.05533482470360625, 12);
    expect(calinskiHarabasz(places, thirds)).toBeCloseTo(6.788862990043842, 12);
    expect(daviesBouldin(places, thirds)).toBeCloseTo(2.5663221233355578, 12);
  });
});
