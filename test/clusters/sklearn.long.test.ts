import { expect, test } from "vitest";
import { fitKMeans, scaledPoints, silhouette } from "../../src/index.js";
import { describeShared } from "../shared-data.js";
import { kMeansReference, labelsOf } from "./reference.js";

const KS = [2, 3, 4, 5, 6, 7, 8, 9, 10];

for (const shop of ["online_retail", "cdnow"] as const) {
  describeShared(`fifty restarts on ${shop}`, () => {
    const { reference, customers } = kMeansReference(shop);

    test.each(KS)("k = %i: inertia within 0.1 % of scikit-learn's best of fifty", (k) => {
      for (const seed of [1, 2]) {
        const { inertia } = fitKMeans(customers, { k, restarts: 50, seed });
        expect(inertia / reference.k[k]!.inertia_converged - 1).toBeLessThanOrEqual(0.001);
      }
    });

    test.each(KS)("k = %i: ten restarts within 1 % for five seeds", (k) => {
      for (const seed of [2, 3, 4, 5, "six"]) {
        const { inertia } = fitKMeans(customers, { k, seed });
        expect(inertia / reference.k[k]!.inertia_converged - 1).toBeLessThanOrEqual(0.01);
      }
    });

    test("exact silhouettes of every labelling", () => {
      const places = scaledPoints(fitKMeans(customers, { k: 2, restarts: 1 }), customers);
      for (const judged of [...KS.map((k) => reference.k[k]!), reference.poor_labelling])
        expect(Math.abs(silhouette(places, labelsOf(judged), { exact: true }) - judged.silhouette)).toBeLessThanOrEqual(1e-9);
    });
  });
}
