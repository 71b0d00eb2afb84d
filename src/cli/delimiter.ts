import { csvSample } from "./csv.js";

const DELIMITERS = [",", ";", "\t", "|"] as const;
const SAMPLE_ROWS = 50;

/** The delimiter that cuts the first rows into the most columns, counting the share of rows as long as the header. */
export function guessDelimiter(sample: string): string {
  let best: string = DELIMITERS[0];
  let bestScore = 1;
  for (const delimiter of DELIMITERS) {
    const rows = csvSample(sample, delimiter, SAMPLE_ROWS).filter((row) => row.length > 1 || row[0]!.trim() !== "");
    const columns = rows[0]?.length ?? 1;
    const regular = rows.filter((row) => row.length === columns).length / Math.max(1, rows.length);
    const score = columns === 1 ? 0 : columns * regular ** 2;
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

/** Excel's first line "sep=;" names the delimiter and is no header. */
export function declaredDelimiter(sample: string): string | undefined {
  return /^\ufeff?"?sep=(.)"?\r?\n/i.exec(sample)?.[1];
}
