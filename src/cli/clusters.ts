/** `regulars clusters`: natural groups of customers, how many there are, and who is in which. */
import {
  type ClusterProfile,
  chooseK,
  clusterAll,
  clusterStability,
  fitKMeans,
  InvalidInputError,
  type KChoice,
  type KMeans,
  type Ledger,
  profileClusters,
  type Rfm,
} from "../index.js";
import type { Arguments } from "./args.js";
import { channelsOf, crossTables } from "./cluster-crosses.js";
import { MEASURED, measured } from "./measures.js";
import { badFile, wrongUsage } from "./mistakes.js";
import { writeRows, writeText } from "./output.js";
import { savedClusters } from "./saved-clusters.js";
import { grouped, moneyColumn, percent, plural, table } from "./table.js";

/** Names of features on the command line, and of the fields they are. */
const FEATURES = { recency: "recency", frequency: "frequency", monetary: "monetary", average_value: "averageValue" } as const;
type FeatureName = (typeof FEATURES)[keyof typeof FEATURES];

/** Bootstrap samples: enough to tell a real group from none, in seconds. */
const REPEATS = 20;

/** The paragraphs: the choice of k, the clusters in numbers and words, and beside segments and tiers. */
export async function clustersReport(ledger: Ledger, rows: readonly Rfm[], asOf: string, args: Arguments): Promise<string[]> {
  const learned = args.model === undefined ? learnedFrom(rows, args) : undefined;
  const model: KMeans<FeatureName> = learned?.model ?? (await savedClusters(args.model!));
  const labels = placedIn(model, rows, args);
  const channels = channelsOf(ledger, rows, asOf);
  const profiles = profileClusters(model, rows, { ...(channels && { attributes: { channel: channels } }) });
  const legend = [
    "Index: 100 is the average of all customers.",
    ...(learned && model.k > 1
      ? [
          "Found again: likeness (Jaccard) to the nearest cluster of other samples of these customers; 0.75 is stable, below 0.6 no real group.",
        ]
      : []),
  ].join("\n");
  const stability = learned && model.k > 1 ? clusterStability(rows, model, { repeats: REPEATS }) : undefined;
  if (args.saveModel !== undefined) await writeText(args.saveModel, `${JSON.stringify(model, null, 2)}\n`);
  if (args.out !== undefined) {
    const customers = rows.map((row, i) => ({
      ...measured(row),
      cluster: labels[i]!,
      cluster_name: profiles[labels[i]!]!.name[args.language],
    }));
    await writeRows(args.out, [...MEASURED, "cluster", "cluster_name"], customers);
  }
  const notes = [...model.notes, ...(learned?.choice?.notes ?? []), ...(stability?.notes ?? [])];
  return [
    howMade(model, rows, args),
    ...(learned?.choice === undefined ? [] : choiceParagraphs(learned.choice)),
    profileTable(profiles, stability?.jaccard),
    legend,
    profiles.flatMap(({ size, cluster, sentence }) => (size === 0 ? [] : [`${cluster}  ${sentence[args.language]}`])).join("\n"),
    ...channelParagraph(profiles),
    ...crossTables(rows, labels, model.k),
    ...(notes.length === 0 ? [] : [[...new Set(notes)].map((note) => `Note: ${note}`).join("\n")]),
  ];
}

interface Learned {
  readonly model: KMeans<FeatureName>;
  readonly choice: KChoice<FeatureName> | undefined;
}

function learnedFrom(rows: readonly Rfm[], args: Arguments): Learned {
  const features = (args.features ?? ["recency", "frequency", "monetary"]).map(
    (name): FeatureName =>
      Object.hasOwn(FEATURES, name)
        ? FEATURES[name as keyof typeof FEATURES]
        : wrongUsage(`--features are some of ${Object.keys(FEATURES).join(", ")}, not "${name}".`),
  );
  const { transform, scale, restarts, seed } = args;
  const options = { features, transform, scale, ...(restarts !== undefined && { restarts }), ...(seed !== undefined && { seed }) };
  try {
    if (args.k !== "auto") return { model: fitKMeans(rows, { ...options, k: args.k }), choice: undefined };
    const choice = chooseK(rows, options);
    return { model: choice.model, choice };
  } catch (error) {
    const issue = error instanceof InvalidInputError ? error.issues[0] : undefined;
    if (issue === undefined) throw error;
    if (["k", "restarts", "seed", "features"].includes(issue.field))
      wrongUsage(`--${issue.field} must be ${issue.expected}, not ${String(issue.received)}.`);
    if (issue.field === "points") wrongUsage(`Clusters need customers that differ: ${issue.expected}.`);
    if (issue.expected.startsWith("above -1"))
      wrongUsage(
        `${rows[issue.row]?.customerId} has ${issue.field} ${issue.received}, which has no logarithm under --transform log1p. Take signed-log.`,
      );
    throw error;
  }
}

/** Each customer's cluster; one that a saved model has no place for is named. */
function placedIn(model: KMeans<FeatureName>, rows: readonly Rfm[], args: Arguments): Int32Array {
  try {
    return clusterAll(model, rows);
  } catch (error) {
    const issue = error instanceof InvalidInputError ? error.issues[0] : undefined;
    if (issue === undefined || args.model === undefined) throw error;
    return badFile(
      `The clusters in ${args.model} have no place for ${rows[issue.row]?.customerId}, whose ${issue.field} is ${issue.received}: it must be ${issue.expected}. Learn them anew with --transform signed-log.`,
    );
  }
}

function howMade({ features, scale, k }: KMeans, rows: readonly Rfm[], { model, transform }: Arguments): string {
  const names = features.map(({ name }) => name).join(", ");
  if (model !== undefined) return `Customers in the ${plural(k, "cluster")} of ${model}, by ${names}`;
  const below = rows.filter(({ monetary }) => monetary <= -1).length;
  const why =
    transform === "signed-log" && below > 0
      ? `; signed, since ${plural(below, "customer")} got back more than they paid, by 1 or more, and log1p has no value there`
      : "";
  return `Clusters by ${names} (transform ${transform}${why}; scale ${scale})`;
}

function choiceParagraphs({ candidates, k, reason, clarity, finer, silhouetteMethod }: KChoice<FeatureName>): string[] {
  const text = table([
    { title: "k", cells: candidates.map((one) => (one.k === k ? `${one.k} *` : `${one.k}`)) },
    { title: "Spread explained", cells: candidates.map(({ model }) => percent(1 - model.inertia / model.totalInertia)), right: true },
    { title: "Inertia", cells: candidates.map(({ inertia }) => grouped(inertia, 1)), right: true },
    { title: "Silhouette", cells: candidates.map(({ silhouette }) => grouped(silhouette, 3)), right: true },
    { title: "Caliński–Harabasz", cells: candidates.map(({ calinskiHarabasz }) => grouped(calinskiHarabasz)), right: true },
    { title: "Davies–Bouldin", cells: candidates.map(({ daviesBouldin }) => grouped(daviesBouldin, 3)), right: true },
    { title: "Gap", cells: candidates.map(({ gap }) => (gap === undefined ? "" : grouped(gap, 3))), right: true },
  ]);
  const lines = [
    `${reason} That makes a ${clarity} choice.`,
    ...(finer === undefined ? [] : [`For finer groups, ${finer} clusters stand out from their neighbours: --k ${finer}`]),
    ...(silhouetteMethod === "sampled" ? ["The silhouette is that of a sample of 5,000 customers."] : []),
  ];
  return ["How many clusters?", text, lines.join("\n")];
}

function profileTable(profiles: readonly ClusterProfile[], jaccard: readonly number[] | undefined): string {
  const shown = profiles.filter(({ size }) => size > 0);
  const features = shown[0]!.numbers;
  return table([
    { title: "Cluster", cells: shown.map(({ cluster }) => String(cluster)), right: true },
    { title: "Customers", cells: shown.map(({ size }) => grouped(size)), right: true },
    { title: "Share", cells: shown.map(({ share }) => percent(share)), right: true },
    { title: "Revenue", cells: moneyColumn(shown.map(({ value }) => value)), right: true },
    { title: "Share", cells: shown.map(({ shareOfValue }) => percent(shareOfValue)), right: true },
    ...features.flatMap(({ name }, j) => [
      { title: `Mean ${name}`, cells: shown.map(({ numbers }) => grouped(numbers[j]!.mean, 1)), right: true },
      { title: "Median", cells: shown.map(({ numbers }) => grouped(numbers[j]!.median, 1)), right: true },
      {
        title: "Index",
        cells: shown.map(({ numbers }) => (numbers[j]!.index === undefined ? "" : grouped(numbers[j]!.index))),
        right: true,
      },
    ]),
    ...(jaccard === undefined
      ? []
      : [{ title: "Found again", cells: shown.map(({ cluster }) => grouped(jaccard[cluster]!, 2)), right: true }]),
  ]);
}

function channelParagraph(profiles: readonly ClusterProfile[]): string[] {
  const lines = profiles.flatMap(({ cluster, attributes }) => {
    const levels = attributes[0]?.levels.slice(0, 3) ?? [];
    const texts = levels.map(({ level, share, lift }) => `${level ?? "(missing)"} ${percent(share)} (${grouped(lift, 2)} × the average)`);
    return texts.length === 0 ? [] : [`${cluster}  ${texts.join(", ")}`];
  });
  return lines.length === 0 ? [] : [`Channel that each customer used most\n${lines.join("\n")}`];
}
