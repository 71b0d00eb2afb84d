/** Clusters as JSON. */
import { InvalidInputError, type Issue, invalid } from "../errors.js";
import type { KMeans } from "./k-means.js";
import { TRANSFORMS } from "./scaling.js";

/**
 * Clusters that were saved as JSON, given as text or already parsed.
 *
 * @throws InvalidInputError for text that is no JSON, another kind or schema version, and features or centroids that are damaged
 *
 * @example
 * const model = fitKMeans([{ money: 1 }, { money: 2 }, { money: 90 }], { k: 2, orderBy: "money" });
 * clusterOf(readKMeans(JSON.stringify(model)), { money: 70 }); // => 0
 */
export function readKMeans(json: unknown): KMeans {
  const model = parsed(json) as KMeans;
  if (typeof model !== "object" || model === null) invalid("model", "saved clusters", json);
  if (model.kind !== "k-means") invalid("kind", '"k-means"', model.kind);
  if (model.schemaVersion !== 1) invalid("schemaVersion", "1, what this version of regulars reads", model.schemaVersion);
  const { k, features, scaledCentroids, centroids, sizes } = model;
  if (!(Number.isSafeInteger(k) && k >= 1)) invalid("k", "a whole number of at least 1", k);
  const issues: Issue[] = [];
  const check = (right: boolean, field: string, expected: string, received: unknown): void => {
    if (!right) issues.push({ row: -1, field, expected, received });
  };
  check(Array.isArray(features) && features.length > 0, "features", "at least one feature", features);
  for (const [j, feature] of (Array.isArray(features) ? features : []).entries()) {
    check(typeof feature?.name === "string", `features[${j}].name`, "text", feature?.name);
    check(TRANSFORMS.includes(feature?.transform), `features[${j}].transform`, `one of ${TRANSFORMS.join(", ")}`, feature?.transform);
    check(Number.isFinite(feature?.center), `features[${j}].center`, "a finite number", feature?.center);
    check(feature?.spread > 0 && Number.isFinite(feature.spread), `features[${j}].spread`, "a finite number above 0", feature?.spread);
  }
  for (const [field, list] of Object.entries({ scaledCentroids, centroids, sizes }))
    check(Array.isArray(list) && list.length === k, field, `a list of ${k}`, list);
  if (issues.length === 0) {
    for (const [c, centroid] of scaledCentroids.entries()) {
      const right = Array.isArray(centroid) && centroid.length === features.length && centroid.every((place) => Number.isFinite(place));
      check(right, `scaledCentroids[${c}]`, `${features.length} finite numbers`, centroid);
    }
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
  return model;
}

function parsed(json: unknown): unknown {
  if (typeof json !== "string") return json;
  try {
    return JSON.parse(json);
  } catch {
    return invalid("model", "JSON text", json);
  }
}
