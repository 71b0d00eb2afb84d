import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvBatches } from "../../src/cli/csv.js";
import { declaredDelimiter, guessDelimiter } from "../../src/cli/delimiter.js";
import { openRecords } from "../../src/cli/records.js";

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

/** Rows with the line each begins on, from text in pieces. */
async function parsed(text: string, size = text.length, delimiter = ","): Promise<[line: number, ...cells: string[]][]> {
  const found: [number, ...string[]][] = [];
  for await (const { rows, line, lines } of csvBatches(pieces(text, Math.max(1, size)), delimiter)) {
    rows.forEach((row, i) => {
      found.push([lines?.[i] ?? line + i, ...row]);
    });
  }
  return found;
}

describe("rows and lines", () => {
  test("quoted cells may hold delimiters, doubled quotes and line ends; the row after begins on its own line of the file", async () => {
    const text = 'a,b\n1,"x, ""y""\nsecond\nthird"\n2,z\n"q",5" pipe\n3,w\n';
    for (let size = 1; size <= text.length; size++) {
      expect(await parsed(text, size)).toEqual([
        [1, "a", "b"],
        [2, "1", 'x, "y"\nsecond\nthird'],
        [5, "2", "z"],
        [6, "q", '5" pipe'],
        [7, "3", "w"],
      ]);
    }
  });

  test.each([
    [
      "CRLF",
      'a,b\r\n1,"x\r\ny"\r\n2,z\r\n',
      [
        [1, "a", "b"],
        [2, "1", "x\r\ny"],
        [4, "2", "z"],
      ],
    ],
    [
      "CR alone",
      "a,b\r1,x\r2,z",
      [
        [1, "a", "b"],
        [2, "1", "x"],
        [3, "2", "z"],
      ],
    ],
    [
      "CRLF and LF mixed",
      "a,b\r\n1,x\n2,z\r\n",
      [
        [1, "a", "b"],
        [2, "1", "x"],
        [3, "2", "z"],
      ],
    ],
    [
      "no end of line at the end",
      'a,b\n1,"x"',
      [
        [1, "a", "b"],
        [2, "1", "x"],
      ],
    ],
    ["one line", "a,b", [[1, "a", "b"]]],
    [
      "ragged rows",
      'a,b,c\n1\n1,2,3,4\n"1"\n',
      [
        [1, "a", "b", "c"],
        [2, "1"],
        [3, "1", "2", "3", "4"],
        [4, "1"],
      ],
    ],
  ])("%s", async (_, text, rows) => {
    for (let size = 1; size <= text.length; size++) expect(await parsed(text, size)).toEqual(rows);
  });

  test("what was written is read, in pieces of any size", async () => {
    const cell = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", " ", "é", "😀", ";") });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 30 }), async (written, size) => {
        const lines = written.map((row) =>
          row.map((text) => (/[",\n]|^ | $/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(","),
        );
        const text = `${lines.join("\n")}\n`;
        const found = await parsed(text, size);
        expect(found.map(([, ...cells]) => cells)).toEqual(written);
        let line = 1;
        expect(found.map(([begins]) => begins)).toEqual(
          lines.map((text) => {
            const begins = line;
            line += text.split("\n").length;
            return begins;
          }),
        );
      }),
    );
  });

  test("a quote that never closes is an error that names its line", async () => {
    for (const rest of ["4,5\n", "4,5", "", "\n\n"])
      await expect(parsed(`a,b\n1,2\n3,"x\n${rest}`)).rejects.toThrow(/Line 3 opens a quote/);
  });

  test("records know their lines across blank lines, rows too long and batches", async () => {
    const text = 'a,b\n1,2\n\n"3\n3",4\n5,6,7\n8,9,\n\n10,11\n';
    const batches = csvBatches(pieces(text, 7), ",");
    const records = openRecords(batches, 2, () => undefined);
    const rows: (readonly string[])[] = [];
    for await (const row of records.rows) rows.push(row);
    expect(rows.map((row) => row[0])).toEqual(["a", "1", "3\n3", "8", "10"]);
    expect(rows.map((_, i) => records.lineOf(i))).toEqual([1, 2, 4, 7, 9]);
    expect(records.longRows).toEqual([{ line: 6, cells: 3 }]);
  });
});

describe("delimiters", () => {
  test.each([
    ["id,date,amount\n1,2011-01-01,5\n", ","],
    ["id;date;amount\n1;2011-01-01;5,50\n2;2011-01-02;6,50\n", ";"],
    ["id\tdate\tamount\n1\t2011-01-01\t5,5\n", "\t"],
    ["id|date|amount\n1|2011-01-01|5\n", "|"],
    ['id,name,amount\n1,"a;b;c;d",5\n', ","],
    ["only one column\n1\n", ","],
  ])("%j is cut at %j", (sample, delimiter) => expect(guessDelimiter(sample)).toBe(delimiter));

  test('Excel\'s line "sep=;" declares it', () => {
    expect(declaredDelimiter("sep=;\r\nid;date\r\n")).toBe(";");
    expect(declaredDelimiter("id;date\r\n")).toBeUndefined();
  });
});
