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
    const { rows, end, batch } = parseRows(rest, delimiter, newline, line, false);
    if (rest.length - end > LONGEST_ROW) neverEnds(line + breaksIn(rest, end, newline));
    rest = rest.slice(end);
    line = batch.nextLine;
    if (rows.length > 0) yield { rows, line: batch.line, ...(batch.lines && { lines: batch.lines }) };
  }
  if (rest === "") return;
  const { rows, batch } = parseRows(rest, delimiter, newline ?? "\n", line, true);
  yield { rows, line: batch.line, ...(batch.lines && { lines: batch.lines }) };
}

/** Whole rows at the beginning of a text, at most `most`. */
export function csvSample(text: string, delimiter: string, most: number): string[][] {
  const rows = parse(text, delimiter, newlineOf(text) ?? "\n", true).data.slice(0, most);
  return rows.length > 0 ? rows : parse(text, delimiter, "\n", false).data;
}

interface ParsedRows {
  readonly rows: string[][];
  /** Where the rows end in the text. */
  readonly end: number;
  readonly batch: { readonly line: number; readonly lines?: number[]; readonly nextLine: number };
}

function parseRows(text: string, delimiter: string, newline: "\n" | "\r", line: number, last: boolean): ParsedRows {
  const { data: rows, errors, meta } = parse(text, delimiter, newline, !last);
  if (last && errors.some(({ code }) => code === "MissingQuotes")) neverEnds(linesOf(rows, newline, line).lines.at(-1)!);
  if (newline === "\n" && text.includes("\r")) for (const row of rows) dropReturn(row);
  const breaks = text.includes('"') ? breaksIn(text, last ? text.length : meta.cursor, newline) : rows.length;
  const plain = last ? breaks < rows.length || !text.includes('"') : breaks === rows.length;
  if (plain) return { rows, end: meta.cursor, batch: { line, nextLine: line + rows.length } };
  return { rows, end: meta.cursor, batch: { line, ...linesOf(rows, newline, line) } };
}

/** The parser behind `Papa.parse`, which alone says where the last whole row ends. */
function parse(text: string, delimiter: string, newline: "\n" | "\r", ignoreLastRow: boolean): Papa.ParseResult<string[]> {
  return new Papa.Parser({ delimiter, newline }).parse(text, 0, ignoreLastRow);
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

function breaksIn(text: string, end: number, newline: string): number {
  let count = 0;
  for (let at = text.indexOf(newline); at !== -1 && at < end; at = text.indexOf(newline, at + 1)) count++;
  return count;
}

function linesOf(rows: string[][], newline: string, line: number): { lines: number[]; nextLine: number } {
  const lines: number[] = [];
  for (const row of rows) {
    lines.push(line++);
    for (const cell of row) if (cell.includes(newline)) line += breaksIn(cell, cell.length, newline);
  }
  return { lines, nextLine: line };
}

function neverEnds(line: number): never {
  return badFile(`Line ${line} opens a quote (") that never closes. Close it, or double it ("") if it belongs to the text.`);
}
