/** The calendar of a time zone, asked of Intl. */
import { invalid } from "../errors.js";

export const MS_PER_DAY = 86_400_000;

/**
 * The calendar day of an instant in an IANA zone. Offsets are asked once for each UTC day; on a day in which the offset
 * changes (looked at every six hours) each instant is asked on its own.
 */
export function zoneDays(timeZone: string): (ms: number) => number {
  const offset = zoneOffset(timeZone);
  const offsets = new Map<number, number>();
  return (ms) => {
    const utcDay = Math.floor(ms / MS_PER_DAY);
    let ahead = offsets.get(utcDay);
    if (ahead === undefined) {
      const start = utcDay * MS_PER_DAY;
      ahead = offset(start);
      for (let quarter = 1; quarter <= 4; quarter++) if (offset(start + (quarter * MS_PER_DAY) / 4) !== ahead) ahead = Number.NaN;
      offsets.set(utcDay, ahead);
    }
    return Math.floor((ms + (Number.isNaN(ahead) ? offset(ms) : ahead)) / MS_PER_DAY);
  };
}

/** Milliseconds by which the zone's wall clock is ahead of UTC at an instant. */
function zoneOffset(timeZone: string): (ms: number) => number {
  try {
    const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
    return (ms) => offsetAtEnd(format.format(ms)) ?? 0;
  } catch {
    return invalid("timeZone", 'an IANA time zone such as "Europe/London"', timeZone);
  }
}

/** Milliseconds east of UTC by the ±hh, ±hhmm or ±hh:mm[:ss] at the end of a text; undefined when it ends otherwise. */
export function offsetAtEnd(text: string): number | undefined {
  const [, sign, hours, minutes = 0, seconds = 0] = /([+-])(\d\d):?(\d\d)?:?(\d\d)?$/.exec(text) ?? [];
  return sign ? Number(`${sign}1`) * ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 : undefined;
}
