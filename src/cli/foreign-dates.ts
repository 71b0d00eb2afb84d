/** The one importer of date-fns: dates in a format of its tokens to ISO text of the wall clock, whatever zone the process is in. */
import { utc } from "@date-fns/utc";
import { parse } from "date-fns/parse";

/** ISO text of a date written in one format; undefined when it is not. */
export type ForeignDate = (text: string) => string | undefined;

/** Any date does, as long as it is always the same: years of two digits fall between 1950 and 2049. */
const REFERENCE = new Date(Date.UTC(2000, 0, 1));
const MOST_KNOWN = 100_000;

/**
 * A parser of one format. Day and time are read apart where the format allows it and remembered each: a file has few days
 * and at most 86,400 times, but often a different moment in every row.
 *
 * @throws RangeError for a format that date-fns does not take.
 */
export function foreignDate(format: string): ForeignDate {
  // date-fns refuses these too, but not without a line on the console.
  if (/[YD]/.test(unquoted(format))) throw new RangeError(`Write years as yyyy and days as d, not as in "${format}".`);
  read("", format);
  const time = /^([^']*[^'Hh]) ([Hh][^']*)$/.exec(format);
  if (!time || /[XxtT]/.test(format)) return remembered((text) => isoText(text, format));
  const [, dayFormat, timeFormat] = time;
  const spaces = dayFormat!.split(" ").length;
  const day = remembered((text) => isoText(text, dayFormat!)?.slice(0, 10));
  const clock = remembered((text) => isoText(text, timeFormat!)?.slice(10));
  return (text) => {
    let at = -1;
    for (let i = 0; i < spaces; i++) at = text.indexOf(" ", at + 1);
    const written = at < 0 ? undefined : day(text.slice(0, at));
    const hour = written && clock(text.slice(at + 1));
    return hour && written + hour;
  };
}

function read(text: string, format: string): Date {
  return parse(text, format, REFERENCE, { in: utc });
}

/** Wall-clock text, or with "Z" where the format has an offset or is a timestamp. */
function isoText(text: string, format: string): string | undefined {
  const date = read(text, format);
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) return undefined;
  const iso = date.toISOString();
  return /[XxtT]/.test(unquoted(format)) ? iso : iso.slice(0, 19);
}

function unquoted(format: string): string {
  return format.replace(/'[^']*'/g, "");
}

function remembered(parseOne: ForeignDate): ForeignDate {
  const known = new Map<string, string>();
  return (text) => {
    let iso = known.get(text);
    if (iso === undefined) {
      if (known.size >= MOST_KNOWN) known.clear();
      iso = parseOne(text) ?? "";
      known.set(text, iso);
    }
    return iso || undefined;
  };
}
