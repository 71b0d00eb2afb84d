import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidInputError } from "../../src/errors.js";
import { civilDay, dayOf, dayReader, isoDay } from "../../src/transactions/day.js";

const day = (date: unknown, zone = "UTC") => dayReader(zone).day(date);
const iso = (date: unknown, zone = "UTC") => isoDay(day(date, zone));

test("the process runs in the zone that its project names", () => {
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(process.env.TZ);
});

describe("calendar days", () => {
  test("day 0 is 1970-01-01", () => {
    expect(isoDay(0)).toBe("1970-01-01");
    expect(civilDay(1970, 1, 1)).toBe(0);
  });

  test("isoDay and civilDay are inverse over four thousand years, and agree with Date", () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (n) => {
        const text = isoDay(n);
        expect(text).toBe(new Date(n * 86_400_000).toISOString().slice(0, 10));
        expect(civilDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)))).toBe(n);
      }),
      { numRuns: 2000 },
    );
  });

  test("years 0001 and 9999 are legal", () => {
    expect(iso("0001-01-01")).toBe("0001-01-01");
    expect(iso("9999-12-31T23:59:59.999Z")).toBe("9999-12-31");
    expect(iso("0001-01-01T00:00:00Z", "America/New_York")).toBe("0000-12-31");
    expect(iso("9999-12-31T23:00:00Z", "Pacific/Auckland")).toBe("+010000-01-01");
  });
});

describe("reading dates", () => {
  test.each([
    ["2011-12-09", "2011-12-09"],
    ["2011-12-09 12:50", "2011-12-09"],
    ["2011-12-09 23:59:59", "2011-12-09"],
    ["2011-12-09T23:59:59.123456", "2011-12-09"],
    ["2012-02-29", "2012-02-29"],
    ["2000-02-29", "2000-02-29"],
  ])("%s is wall-clock time: its written day, in every zone", (text, expected) => {
    for (const zone of ["UTC", "Pacific/Auckland", "America/Los_Angeles", "Asia/Kolkata"]) expect(iso(text, zone)).toBe(expected);
  });

  test.each([
    ["2011-12-09T23:30:00Z", "UTC", "2011-12-09"],
    ["2011-12-09T23:30:00Z", "Europe/Paris", "2011-12-10"],
    ["2011-12-09T23:30:00+02:00", "UTC", "2011-12-09"],
    ["2011-12-10T00:30:00+02", "UTC", "2011-12-09"],
    ["2011-12-09T20:00:00-0500", "UTC", "2011-12-10"],
    ["2011-12-09T12:00:00Z", "Pacific/Auckland", "2011-12-10"],
    ["2011-12-09T11:00:00Z", "Pacific/Kiritimati", "2011-12-10"],
    ["1890-01-01T00:10:00Z", "Europe/Amsterdam", "1890-01-01"],
  ])("%s has an offset: in %s it falls on %s", (text, zone, expected) => {
    expect(iso(text, zone)).toBe(expected);
  });

  test("around a change of the clock each instant falls on its own day", () => {
    // Auckland leaves summer time on 2011-04-03 at 03:00 (+13 to +12); Apia skipped 2011-12-30.
    expect(iso("2011-04-02T10:59:59Z", "Pacific/Auckland")).toBe("2011-04-02");
    expect(iso("2011-04-02T11:00:00Z", "Pacific/Auckland")).toBe("2011-04-03");
    expect(iso("2011-04-03T11:59:59Z", "Pacific/Auckland")).toBe("2011-04-03");
    expect(iso("2011-04-03T12:00:00Z", "Pacific/Auckland")).toBe("2011-04-04");
    expect(iso("2011-12-30T09:59:59Z", "Pacific/Apia")).toBe("2011-12-29");
    expect(iso("2011-12-30T10:00:00Z", "Pacific/Apia")).toBe("2011-12-31");
  });

  test("a zone's day is the one that Intl writes", () => {
    const zones = fc.constantFrom(
      "Pacific/Auckland",
      "America/St_Johns",
      "Europe/London",
      "Asia/Kathmandu",
      "America/Sao_Paulo",
      "Africa/Casablanca",
    );
    fc.assert(
      fc.property(zones, fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2040, 0, 1) }), (timeZone, ms) => {
        const written = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(ms);
        expect(iso(ms, timeZone)).toBe(written);
        expect(iso(new Date(ms), timeZone)).toBe(written);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    "",
    "x",
    "2011",
    "2011-12",
    "2011-13-01",
    "2011-00-10",
    "2011-02-29",
    "1900-02-29",
    "2011-04-31",
    "2011-12-9",
    "12/9/2011",
    "2011/12/09",
    "2011-12-09T",
    "2011-12-09T24:00",
    "2011-12-09 12",
    "2011-12-09 12:60",
    "2011-12-09 12:50:60",
    "2011-12-09 12:50:00.",
    "2011-12-09T12:50+25:00",
    "2011-12-09T12:50 Z",
    "2011-12-09T12:50Zx",
    " 2011-12-09",
    "2011-12-09 ",
    "+002011-12-09",
    Number.NaN,
    Number.POSITIVE_INFINITY,
    9e15,
    new Date("x"),
    null,
    undefined,
    true,
    {},
    [2011, 12, 9],
  ])("%s is no date", (value) => {
    expect(day(value)).toBeNaN();
    expect(() => dayOf(value as never, "UTC", "asOf")).toThrow(InvalidInputError);
    expect(() => dayOf(value as never, "UTC", "asOf")).toThrow(/^asOf must be a Date, epoch milliseconds or ISO 8601 text/);
  });

  test.each(["Mars/Olympus", "", "Europe/"])("an unknown time zone %j is an error that names it", (zone) => {
    expect(() => dayReader(zone)).toThrow(/^timeZone must be an IANA time zone such as "Europe\/London", received /);
  });
});
