import { expect, test } from "vitest";
import { adjustedRand, calinskiHarabasz, clusterAll, daviesBouldin, fitKMeans, scaledPoints, silhouette } from "../../src/index.js";
import { describeShared } from "../shared-data.js";
import { kMeansReference, labelsOf } from "./reference.js";

const KS = [2, 3, 4, 5, 6, 7, 8, 9, 10];

for (const shop of ["online_retail", "cdnow"] as const) {
  describeShared(`k-means of ${shop} beside scikit-learn`, () => {
    const { reference, customers } = kMeansReference(shop);

    test.each(KS)("ten restarts at k = %i: inertia within 1 % of the best of fifty, converged, at a local optimum", (k) => {
      const model = fitKMeans(customers, { k });
      expect(model.inertia / reference.k[k]!.inertia_converged - 1).toBeLessThanOrEqual(0.01);
      expect(model.converged).toBe(true);
      expect(model.notes).toEqual([]);
      expect(model.totalInertia).toBeCloseTo(reference.total_sum_of_squares, 6);
      for (const [j, { center, spread }] of model.features.entries()) {
        expect(center).toBeCloseTo(reference.log1p_mean[j]!, 12);
        expect(spread).toBeCloseTo(reference.log1p_population_sd[j]!, 12);
      }
    });

    test.each(KS)("from scikit-learn's own centroids at k = %i: the same inertia and sizes", (k) => {
      const { centroids_original_scale, inertia_converged, sizes } = reference.k[k]!;
      const start = centroids_original_scale.map(([recency, frequency, monetary]) => ({
        recency: recency!,
        frequency: frequency!,
        monetary: monetary!,
      }));
      const model = fitKMeans(customers, { k, start });
      // A converged optimum stays one; where two equal points lie on a border, the sums differ in their last digits.
      expect(Math.abs(model.inertia / inertia_converged - 1)).toBeLessThanOrEqual(1e-9);
      expect([...model.sizes].sort((a, b) => a - b)).toEqual([...sizes].sort((a, b) => a - b));
      expect(adjustedRand(clusterAll(model, customers), labelsOf(reference.k[k]!))).toBe(1);
    });

    const places = scaledPoints(fitKMeans(customers, { k: 2, restarts: 1 }), customers);
    const labellings = [...KS.map((k) => [`k = ${k}`, reference.k[k]!] as const), ["a poor labelling", reference.poor_labelling] as const];

    test.each(labellings)("Caliński–Harabasz and Davies–Bouldin of %s", (_, judged) => {
      const labels = labelsOf(judged);
      expect(Math.abs(calinskiHarabasz(places, labels) / judged.calinski_harabasz - 1)).toBeLessThanOrEqual(1e-9);
      expect(Math.abs(daviesBouldin(places, labels) / judged.davies_bouldin - 1)).toBeLessThanOrEqual(1e-9);
    });

    // 23,570 points are 278 million pairs: two labellings here, all of them in the long tests
    test.each(shop === "cdnow" ? labellings.slice(3, 4) : labellings)("exact silhouette of %s", (_, judged) => {
      expect(Math.abs(silhouette(places, labelsOf(judged), { exact: true }) - judged.silhouette)).toBeLessThanOrEqual(1e-9);
    });

    test("a sample tells the silhouette to two digits", () => {
      const sampled = silhouette(places, labelsOf(reference.k[5]!), { seed: 2 });
      // 5,000 of 23,570 widths with a deviation of about 0.2: a standard error of 0.003; of 4,338 points all are taken
      expect(Math.abs(sampled - reference.k[5]!.silhouette)).toBeLessThanOrEqual(shop === "cdnow" ? 0.012 : 1e-9);
    });

    test("adjusted Rand index of the poor labelling", () => {
      const found = adjustedRand(labelsOf(reference.poor_labelling), labelsOf(reference.k[3]!));
      expect(found).toBeCloseTo(reference.poor_labelling.adjusted_rand_vs_k_3, 12);
    });
  });
}
