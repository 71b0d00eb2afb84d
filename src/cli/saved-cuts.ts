/** Cut points from a file, checked before they score anybody. */
import { readFile } from "node:fs/promises";
import type { RfmCuts } from "../index.js";
import { badFile } from "./mistakes.js";

type Fields = Readonly<Record<string, unknown>>;

export async function savedCuts(path: string): Promise<RfmCuts> {
  const again = `Make the file with: regulars rfm orders.csv --save-cuts ${path}`;
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    return badFile(`${path} could not be read: ${(error as Error).message}`);
  }
  const cuts = fieldsOf(text);
  if (cuts.kind !== "rfm-cuts") return badFile(`${path} does not hold cut points. ${again}`);
  if (cuts.schemaVersion !== 1) {
    const version = JSON.stringify(cuts.schemaVersion) ?? "none";
    return badFile(`The cut points in ${path} have schemaVersion ${version}; this version of regulars reads 1. ${again}`);
  }
  const wrong = fault(cuts);
  return wrong === undefined ? (cuts as unknown as RfmCuts) : badFile(`The cut points in ${path} are damaged: ${wrong}. ${again}`);
}

function fieldsOf(text: string): Fields {
  try {
    return (JSON.parse(text) as Fields | null) ?? {};
  } catch {
    return {};
  }
}

/** What is wrong with the shape, in words. */
function fault({ nested, bins, levels, recency, frequency, monetary }: Fields): string | undefined {
  if (typeof nested !== "boolean") return "nested must be true or false";
  const counts = ["recency", "frequency", "monetary"].map((name) => [(bins as Fields | null)?.[name], (levels as Fields | null)?.[name]]);
  for (const [bin, level] of counts) {
    if (!Number.isInteger(bin) || !((bin as number) >= 1)) return "bins must hold a whole number for recency, frequency and monetary";
    if (!Number.isInteger(level)) return "levels must hold a whole number for recency, frequency and monetary";
  }
  const [r, f, m] = counts.map(([bin]) => bin as number) as [number, number, number];
  const depths = nested ? ([[], [r], [r, f]] as const) : ([[], [], []] as const);
  if (!isCuts(recency, depths[0], r)) return `recency must be ${r - 1} numbers in non-decreasing order`;
  if (!isCuts(frequency, depths[1], f))
    return `frequency must be ${f - 1} numbers in non-decreasing order${nested ? " for each recency score" : ""}`;
  if (!isCuts(monetary, depths[2], m))
    return `monetary must be ${m - 1} numbers in non-decreasing order${nested ? " for each pair of scores" : ""}`;
  return undefined;
}

/** Lists of `bins − 1` numbers in order, within as many lists as `parents` says. */
function isCuts(value: unknown, [first, ...rest]: readonly number[], bins: number): boolean {
  if (!Array.isArray(value)) return false;
  if (first !== undefined) return value.length === first && value.every((part) => isCuts(part, rest, bins));
  return value.length === bins - 1 && value.every((cut, i) => Number.isFinite(cut) && (i === 0 || cut >= value[i - 1]));
}
