/** Clusters from a file, checked before they are given anybody. */
import { readFile } from "node:fs/promises";
import { InvalidInputError, type KMeans, type Rfm, readKMeans } from "../index.js";
import { badFile } from "./mistakes.js";

/** Fields of the rows that the command measures. */
const FIELDS: readonly (keyof Rfm)[] = ["recency", "frequency", "monetary", "averageValue"];

export async function savedClusters(path: string): Promise<KMeans<"recency" | "frequency" | "monetary" | "averageValue">> {
  const again = `Make the file with: regulars clusters orders.csv --save-model ${path}`;
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    return badFile(`${path} could not be read: ${(error as Error).message}`);
  }
  try {
    const model = readKMeans(text);
    const strange = model.features.find(({ name }) => !(FIELDS as readonly string[]).includes(name));
    if (strange !== undefined) badFile(`The clusters in ${path} are by ${strange.name}, which the command does not measure. ${again}`);
    return model as KMeans<"recency" | "frequency" | "monetary" | "averageValue">;
  } catch (error) {
    if (error instanceof InvalidInputError) return badFile(`${path} holds no clusters: ${error.message}. ${again}`);
    throw error;
  }
}
