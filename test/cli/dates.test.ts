/** Runs in UTC and in Pacific/Auckland: no result may depend on the zone of the process. */
import { describe, expect, test } from "vitest";
import { isIso, shapeOf } from "../../src/cli/date-shapes.js";
import { dateReader } from "../../src/cli/dates.js";
import { foreignDate } from "../../src/cli/foreign-dates.js";
import { file, regulars, said } from "./run-cli.js";

async function readAll(cells: readonly string[], formats: readonly string[] = []) {
  const reader = dateReader(formats);
  for (const cell of cells) reader.learn(cell);
  await reader.prepare();
  return { read: cells.map((cell) => reader.read(cell)), formats: reader.formats(), notes: reader.notes() };
}

describe("dates are wall-clock text", () => {
  test.each([
    ["M/d/yyyy H:mm", "12/9/2011 8:26", "2011-12-09T08:26:00"],
    ["M/d/yyyy h:mm a", "12/9/2011 8:26 PM", "2011-12-09T20:26:00"],
    ["d.M.yyyy", "9.12.2011", "2011-12-09T00:00:00"],
    ["dd/MM/yyyy", "01/02/2003", "2003-02-01T00:00:00"],
    ["d MMM yyyy HH:mm:ss", "9 Dec 2011 08:26:05", "2011-12-09T08:26:05"],
    ["yyyy'T'MM", "2011T12", "2011-12-01T00:00:00"],
    ["d/M/yy", "9/12/49", "2049-12-09T00:00:00"],
    ["d/M/yy", "9/12/50", "1950-12-09T00:00:00"],
    // Hours and days that some zone skips: New York 2011, Auckland 2011, the whole of 30 December 2011 in Apia.
    ["M/d/yyyy H:mm", "3/13/2011 2:30", "2011-03-13T02:30:00"],
    ["M/d/yyyy H:mm", "9/25/2011 2:30", "2011-09-25T02:30:00"],
    ["M/d/yyyy H:mm", "12/30/2011 12:00", "2011-12-30T12:00:00"],
    ["M/d/yyyy XXX", "12/9/2011 +01:00", "2011-12-08T23:00:00.000Z"],
  ])("%s: %s", (format, text, iso) => expect(foreignDate(format)(text)).toBe(iso));

  test.each([
    ["M/d/yyyy", "13/1/2011"],
    ["M/d/yyyy", "2/30/2011"],
    ["M/d/yyyy H:mm", "12/9/2011"],
    ["M/d/yyyy", "12/9/2011 8:26"],
    ["M/d/yyyy H:mm", ""],
    ["d/M/yyyy H:mm", "9/12/2011 25:00"],
  ])("%s does not read %j", (format, text) => expect(foreignDate(format)(text)).toBeUndefined());

  test("a format of unknown tokens is refused", () => expect(() => foreignDate("YYYY-MM-DD")).toThrow(RangeError));
});

describe("guessing", () => {
  test.each([
    ["2011-12-09", true],
    ["2011-12-09 08:26:00", true],
    ["2011-12-09T08:26:00.123Z", true],
    ["2011-12-09T08:26:00+01:00", true],
    ["2011-12-09 08:26", true],
    ["2011-12-09 08:26Z", true],
    ["2011-12-09 08:26:00,5+0100", true],
    ["2011-12-09 08:26 PM", false],
    ["2011-12-09 08:26PM", false],
    ["2011-12-09T08:26:00PM", false],
    ["2011-12-9", false],
    ["2011-12-09 8:26", false],
    ["2011-12-09 08:26:00 -0500", false],
    ["9-12-2011", false],
  ])("%s is ISO: %s", (text, iso) => expect(isIso(text)).toBe(iso));

  test.each([
    ["2011-12-09 08:26 PM", "2011-12-09T20:26:00"],
    ["2011-12-09 08:26:07 am", "2011-12-09T08:26:07"],
    [" 2011-12-09", "2011-12-09"],
    ["2011-12-09 08:26:00\t", "2011-12-09 08:26:00"],
    [" 25.12.2011 ", "2011-12-25T00:00:00"],
    ["2011/12/9", "2011-12-09T00:00:00"],
    ["2011/12/09 8:26", "2011-12-09T08:26:00"],
    ["2011-12-9 8:26:07", "2011-12-09T08:26:07"],
    ["2011.12.09", "2011-12-09T00:00:00"],
    ["20111209", "2011-12-09T00:00:00"],
    ["2011年12月9日", "2011-12-09T00:00:00"],
    ["2011年12月9日 8:26", "2011-12-09T08:26:00"],
    ["25.12.2011", "2011-12-25T00:00:00"],
    ["5.4.2011 8:26", "2011-04-05T08:26:00"],
    ["25/12/2011 08:26", "2011-12-25T08:26:00"],
    ["12/25/2011", "2011-12-25T00:00:00"],
    ["12/25/2011, 8:26:05 PM", "2011-12-25T20:26:05"],
    ["12/25/11", "2011-12-25T00:00:00"],
    ["25-12-2011", "2011-12-25T00:00:00"],
    ["9 Dec 2011", "2011-12-09T00:00:00"],
    ["09-Dec-2011 08:26", "2011-12-09T08:26:00"],
    ["December 9, 2011", "2011-12-09T00:00:00"],
    ["Dec 9, 2011 8:26 am", "2011-12-09T08:26:00"],
    ["2011-12-09 08:26:00 -0500", "2011-12-09 08:26:00-0500"],
    ["2011-12-09 08:26:00 UTC", "2011-12-09 08:26:00Z"],
    ["1323419160", "2011-12-09T08:26:00.000Z"],
    ["1323419160000", "2011-12-09T08:26:00.000Z"],
  ])("%s", async (text, iso) => expect((await readAll([text])).read).toEqual([iso]));

  test.each(["", "soon", "31/31/2011", "9/12", "12345", "2011-13-45x"])("%j is left for the door to reject", async (text) => {
    expect((await readAll([text])).read).toEqual([text]);
  });

  test("one date that cannot be otherwise settles day and month for all", async () => {
    expect((await readAll(["5/4/2011", "12/13/2011"])).read[0]).toBe("2011-05-04T00:00:00");
    const { read, formats, notes } = await readAll(["5/4/2011", "13/12/2011"]);
    expect(read[0]).toBe("2011-04-05T00:00:00");
    expect(formats).toEqual(["d/M/yyyy"]);
    expect(notes).toEqual([]);
  });

  test("what nothing settles is assumed, said, and said how to change", async () => {
    const { read, notes } = await readAll(["5/4/2011"]);
    expect(read).toEqual(["2011-04-05T00:00:00"]);
    expect(notes[0]).toContain('--date-format "M/d/yyyy"');
    expect((await readAll(["5/4/2011 8:26 AM"])).read).toEqual(["2011-05-04T08:26:00"]);
  });

  test("two formats that can be told apart are both read", async () => {
    const { read, formats } = await readAll(["12/25/2011 8:26", "2011-12-26", "27.12.2011", "1.2.2011"]);
    expect(read).toEqual(["2011-12-25T08:26:00", "2011-12-26", "2011-12-27T00:00:00", "2011-02-01T00:00:00"]);
    expect(formats).toEqual(["M/d/yyyy H:mm", "ISO", "d.M.yyyy"]);
  });

  test("both orders with one sign cannot be told apart: the commoner is read and the note says so", async () => {
    const { read, notes } = await readAll(["13/12/2011", "14/12/2011", "12/15/2011"]);
    expect(read).toEqual(["2011-12-13T00:00:00", "2011-12-14T00:00:00", "12/15/2011"]);
    expect(notes[0]).toContain("both orders");
  });

  test("formats that are given are tried in turn", async () => {
    const { read } = await readAll(["5/4/2011", "5 Apr 2011", "2011-04-05"], ["M/d/yyyy", "d MMM yyyy"]);
    expect(read).toEqual(["2011-05-04T00:00:00", "2011-04-05T00:00:00", "2011-04-05"]);
  });

  test("a given format wins over what looks ISO, and beside years first nothing is ISO", async () => {
    expect((await readAll(["2026-05-01", "2026-13-02", " 2026-05-01 ", "2026-05-13"], ["yyyy-dd-MM"])).read).toEqual([
      "2026-01-05T00:00:00",
      "2026-02-13T00:00:00",
      "2026-01-05T00:00:00",
      ["2026-05-13"],
    ]);
    expect((await readAll(["2026-01-05 08:26 PM"], ["yyyy-MM-dd hh:mm a"])).read).toEqual(["2026-01-05T20:26:00"]);
  });

  test("the shape of a date says its format", () => {
    expect(shapeOf("2011/12/09T08:26:00.123")?.format).toBe("yyyy/M/d'T'H:mm:ss.SSS");
    expect(shapeOf("9/12/2011 8:26")).toEqual({ format: "?/yyyy H:mm", sign: "/", order: "either" });
  });
});

describe("from file to calendar day", () => {
  test("a date late in the file settles the order of its first", async () => {
    const early = Array.from({ length: 4000 }, (_, i) => `c${i % 50},12/1/2010 8:26,5`);
    const path = file("late.csv", ["customer,date,amount", ...early, "c1,12/13/2010 9:00,5"].join("\n"));
    const { code, out } = await regulars(["summary", path]);
    expect(code).toBe(0);
    expect(said(out, "Period")).toBe("2010-12-01 to 2010-12-13");
    expect(said(out, "As of")).toMatch(/^2010-12-14,/);
  });

  test("wall-clock times keep their day, instants fall on the day of --time-zone", async () => {
    const wall = file("wall.csv", "customer,date,amount\na,12/31/2010 23:59,5\nb,1/13/2011 0:01,5\n");
    for (const zone of ["UTC", "Pacific/Auckland", "America/New_York"]) {
      const { out } = await regulars(["summary", wall, "--time-zone", zone]);
      expect(said(out, "Period")).toBe("2010-12-31 to 2011-01-13");
    }
    const instants = file("instants.csv", "customer,date,amount\na,2010-12-31 23:30:00 -0500,5\n");
    expect(said((await regulars(["summary", instants])).out, "Period")).toBe("2011-01-01 to 2011-01-01");
    const there = await regulars(["summary", instants, "--time-zone", "America/New_York"]);
    expect(said(there.out, "Period")).toBe("2010-12-31 to 2010-12-31");
  });

  test("a date of another format than the one given is rejected as it stands", async () => {
    const path = file("days.csv", "customer,date,amount\na,2026-05-01,5\nb,2026-05-13,5\n");
    const { out } = await regulars(["summary", path, "--date-format", "yyyy-dd-MM"]);
    expect(said(out, "Period")).toBe("2026-01-05 to 2026-01-05");
    expect(out).toContain('line 3: "2026-05-13"');
  });

  test("a format that date-fns does not know is wrong usage", async () => {
    const path = file("format.csv", "customer,date,amount\na,2011-01-01,5\n");
    const { code, err } = await regulars(["summary", path, "--date-format", "YYYY-MM-DD"]);
    expect(code).toBe(2);
    expect(err).toContain("yyyy");
  });
});
