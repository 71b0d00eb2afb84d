/** scikit-learn's clusters of Online Retail and CDNOW, from the reference data. */
import { readReference, readShared } from "../shared-data.js";

export interface KMeansReference {
  readonly k: Readonly<
    Record<string, Judged & { readonly inertia_converged: number; readonly centroids_original_scale: number[][]; readonly sizes: number[] }>
  >;
  readonly poor_labelling: Judged & { readonly adjusted_rand_vs_k_3: number };
  readonly variant_frequency_is_invoices?: { readonly inertia_converged: number };
  readonly log1p_mean: number[];
  readonly log1p_population_sd: number[];
  readonly total_sum_of_squares: number;
}

export interface Judged {
  readonly labels: string;
  readonly silhouette: number;
  readonly calinski_harabasz: number;
  readonly davies_bouldin: number;
}

export interface Customer {
  readonly customerId: string;
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
}

export function kMeansReference(shop: "online_retail" | "cdnow"): { reference: KMeansReference; customers: Customer[] } {
  const [, ...lines] = readShared(`reference/python/kmeans_${shop}_points.csv`).trim().split("\n");
  return {
    reference: readReference<KMeansReference>(`python/kmeans_${shop}.json`),
    customers: lines.map((line) => {
      const [customerId, recency, frequency, monetary] = line.split(",");
      return { customerId: customerId!, recency: Number(recency), frequency: Number(frequency), monetary: Number(monetary) };
    }),
  };
}

export const labelsOf = ({ labels }: Judged): number[] => Array.from(labels, Number);
