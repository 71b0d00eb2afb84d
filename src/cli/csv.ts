/** The one importer of the CSV parser: text in pieces of any size to rows of cells, with the line of the file each begins on. */
import Papa from "papaparse";
import { badFile } from "./mistakes.js";

/** Rows that follow each other in the file. */
export interface CsvBatch {
  readonly rows: string[][];
  /** The line, counted from 1, on which the first row begins. */
  readonly line: number;
  /** Lines of all rows, when they are not one after the other: quoted cells may hold line breaks. */
  readonly lines?: readonly number[];
}

const LONGEST_ROW = 2 ** 24;

/** Rows of a text that comes in pieces; a row, a quoted cell or a line end may be torn between two. */
export async function* csvBatches(texts: AsyncIterable<string>, delimiter: string): AsyncGenerator<CsvBatch> {
  let rest = "";
  let line = 1;
  let newline: "\n" | "\r" | undefined;
  for await (const text of texts) {
    rest += text;
    newline ??= newlineOf(rest);
    if (newline === undefined) continue;
    const { batch, end, nextLine } = parseRows(rest, delimiter, newline, line, false);
    rest = rest.slice(end);
    line = nextLine;
    if (rest.length > LONGEST_ROW) neverEnds(line);
    if (batch.rows.length > 0) yield batch;
  }
  if (rest !== "") yield parseRows(rest, delimiter, newline ?? "\n", line, true).batch;
}

/** Whole rows at the beginning of a text, at most `most`. */
export function csvSample(text: string, delimiter: string, most: number): string[][] {
  const newline = newlineOf(text) ?? "\n";
  const { data } = parse(text, delimiter, newline, { preview: most, ignoreLastRow: true });
  return data.length > 0 ? data : parse(text, delimiter, newline, { preview: most }).data;
}

interface ParsedRows {
  readonly batch: CsvBatch;
  /** Where the rows end in the text, and the line of the file that begins there. */
  readonly end: number;
  readonly nextLine: number;
}

/** The whole rows of a text that begins with one. */
function parseRows(text: string, delimiter: string, newline: "\n" | "\r", line: number, last: boolean): ParsedRows {
  const { data: rows, errors, meta } = parse(text, delimiter, newline, { ignoreLastRow: !last });
  if (newline === "\n" && text.includes("\r")) for (const row of rows) dropReturn(row);
  const end = last ? text.length : meta.cursor;
  const oneLineEach = !text.includes('"') || (!last && breaksIn(text, newline, end) === rows.length);
  if (oneLineEach) return { batch: { rows, line }, end, nextLine: line + rows.length };
  const lines: number[] = [];
  for (const row of rows) {
    lines.push(line++);
    for (const cell of row) if (cell.includes(newline)) line += breaksIn(cell, newline, cell.length);
  }
  if (last && errors.some(({ code }) => code === "MissingQuotes")) neverEnds(lines.at(-1)!);
  return { batch: { rows, line: lines[0] ?? line, lines }, end, nextLine: line };
}

/** The parser behind `Papa.parse`, which alone says where the last whole row ends. */
function parse(
  text: string,
  delimiter: string,
  newline: "\n" | "\r",
  { preview = 0, ignoreLastRow = false }: { readonly preview?: number; readonly ignoreLastRow?: boolean },
): Papa.ParseResult<string[]> {
  return new Papa.Parser({ delimiter, newline, preview }).parse(text, 0, ignoreLastRow);
}

/** "\n" serves files with "\r\n" too, and files that mix both: the "\r" is taken off afterwards. */
function newlineOf(text: string): "\n" | "\r" | undefined {
  if (text.includes("\n")) return "\n";
  return /\r[\s\S]/.test(text) ? "\r" : undefined;
}

function dropReturn(row: string[]): void {
  const last = row[row.length - 1]!;
  if (last.charCodeAt(last.length - 1) === 13) row[row.length - 1] = last.slice(0, -1);
}

function breaksIn(text: string, newline: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf(newline); at !== -1 && at < end; at = text.indexOf(newline, at + 1)) count++;
  return count;
}

function neverEnds(line: number): never {
  return badFile(`Line ${line} opens a quote (") that never closes. Close it, or double it ("") if it belongs to the text.`);
}
