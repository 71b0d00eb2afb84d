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
const MOST_QUOTED = 1024;

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

/**
 * The whole rows of a text that begins with one. The parser is several times faster where there is no quote, so it gets the
 * stretches without any apart from the rows around a quote.
 */
function parseRows(text: string, delimiter: string, newline: "\n" | "\r", line: number, last: boolean): ParsedRows {
  const rows: string[][] = [];
  let lines: number[] | undefined;
  let nextLine = line;
  let end = 0;
  let quotedRows = 1;
  while (end < text.length) {
    const quote = text.indexOf('"', end);
    const plainEnd = quote < 0 && last ? text.length : text.lastIndexOf(newline, quote < 0 ? text.length : quote) + 1;
    if (plainEnd > end) {
      const plain = text.slice(end, plainEnd);
      for (const row of parse(plain, delimiter, newline, { ignoreLastRow: plain.endsWith(newline) }).data) {
        rows.push(row);
        lines?.push(nextLine);
        nextLine++;
      }
      end = plainEnd;
      quotedRows = 1;
    }
    if (quote < 0) break;
    const { data, errors, meta } = parse(text.slice(end), delimiter, newline, { preview: quotedRows, ignoreLastRow: !last });
    if (data.length === 0) break;
    for (const row of data) {
      const begins = nextLine++;
      for (const cell of row) if (cell.includes(newline)) nextLine += breaksIn(cell, newline);
      if (nextLine > begins + 1) lines ??= rows.map((_, i) => line + i);
      rows.push(row);
      lines?.push(begins);
      if (last && row === data.at(-1) && errors.some(({ code }) => code === "MissingQuotes")) neverEnds(begins);
    }
    end += meta.cursor;
    quotedRows = Math.min(2 * quotedRows, MOST_QUOTED);
  }
  if (newline === "\n" && text.includes("\r")) for (const row of rows) dropReturn(row);
  return { batch: { rows, line, ...(lines && { lines }) }, end, nextLine };
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

function breaksIn(cell: string, newline: string): number {
  return cell.split(newline).length - 1;
}

function neverEnds(line: number): never {
  return badFile(`Line ${line} opens a quote (") that never closes. Close it, or double it ("") if it belongs to the text.`);
}
