/** The result as a file: one row for each customer. */
import { writeFile } from "node:fs/promises";
import { badFile } from "./mistakes.js";

/** One customer; the keys are the names of the columns, in order, and the same in all rows. */
export type OutputRow = Readonly<Record<string, string | number | null>>;

/** Writes rows as CSV or JSON, by the ending of the name. */
export async function writeRows(path: string, columns: readonly string[], rows: readonly OutputRow[]): Promise<void> {
  await writeText(path, /\.json$/i.test(path) ? `${JSON.stringify(rows, null, 2)}\n` : csvText(columns, rows));
}

export async function writeText(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    badFile(`${path} could not be written: ${(error as Error).message}`);
  }
}

/** RFC 4180, with "\r\n" between lines. */
export function csvText(columns: readonly string[], rows: readonly OutputRow[]): string {
  const lines = [columns.map(cellText).join(",")];
  for (const row of rows) lines.push(columns.map((column) => cellText(row[column] ?? null)).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

/** Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers are left as they are. */
function cellText(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
