/** What a date looks like, as a date-fns format: the part of guessing that needs no calendar. */

/** Day and month may stand either way; the other cases are settled by their looks. */
export interface DateShape {
  /** With "?" for the order when `order` is needed: "?/yyyy H:mm". */
  readonly format: string;
  /** The sign between the parts of a date whose day and month have to be told apart. */
  readonly sign?: string;
  /** What this very date says about the order. */
  readonly order?: "day" | "month" | "either";
}

const TIME = String.raw`(,? |T|(?<=日))(\d{1,2}):\d{2}(:\d{2}(?:[.,](\d{1,9}))?)?(?:( ?)[AaPp]\.?[Mm]\.?())?`;
const OFFSET = String.raw`(?:( ?)(Z|[+-]\d{2}(:?)\d{2}))?`;
const NUMERIC = new RegExp(String.raw`^(\d{1,4})([-./])(\d{1,2})\2(\d{1,4})(?:${TIME}${OFFSET})?$`);
const CHINESE = new RegExp(String.raw`^\d{4}年\d{1,2}月\d{1,2}日(?:${TIME})?$`);
const DAY_NAME = new RegExp(String.raw`^\d{1,2}([ .-]+)[A-Za-z]{3,9}([ .,-]+)(\d{4}|\d{2})(?:${TIME})?$`);
const NAME_DAY = new RegExp(String.raw`^[A-Za-z]{3,9} \d{1,2}(,?) (\d{4})(?:${TIME})?$`);

/** What follows the minutes, to the end of the text. */
const ISO_END = /^.{16}(?::\d{2}(?:[.,]\d+)?)?(?:[Zz]|[+-]\d{2}(?::?\d{2})?)?$/;

/** Wall-clock text or an instant in ISO 8601, which the door reads itself. */
export function isIso(text: string): boolean {
  const { length } = text;
  if (length < 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false;
  if (length === 10) return true;
  if (text.charCodeAt(13) !== 58) return false;
  return length === 16 || (length === 19 && text.charCodeAt(16) === 58) || ISO_END.test(text);
}

/** ISO but for the space before its offset, or a zone called UTC, as several shop systems write it. */
export function nearlyIso(text: string): string | undefined {
  const found = /^(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) (?:([+-]\d{2}:?\d{2})|UTC|GMT)$/.exec(text);
  return found ? found[1]! + (found[2] ?? "Z") : undefined;
}

/** The shape of a date that is not ISO; undefined when it is none that is known. */
export function shapeOf(text: string): DateShape | undefined {
  const numeric = NUMERIC.exec(text);
  if (numeric) return numericShape(numeric);
  const chinese = CHINESE.exec(text);
  if (chinese) return { format: `yyyy年M月d日${timeFormat(chinese.slice(1))}` };
  const dayName = DAY_NAME.exec(text);
  if (dayName)
    return { format: `d${dayName[1]}MMMM${dayName[2]}${dayName[3]!.length === 2 ? "yy" : "yyyy"}${timeFormat(dayName.slice(4))}` };
  const nameDay = NAME_DAY.exec(text);
  if (nameDay) return { format: `MMMM d${nameDay[1]} yyyy${timeFormat(nameDay.slice(3))}` };
  if (/^(19|20)\d{6}$/.test(text)) return { format: "yyyyMMdd" };
  if (/^(19|20)\d{12}$/.test(text)) return { format: "yyyyMMddHHmmss" };
  if (/^1\d{9}$/.test(text)) return { format: "t" };
  return /^1\d{12}$/.test(text) ? { format: "T" } : undefined;
}

function numericShape([, one, sign, two, three, ...rest]: RegExpExecArray): DateShape | undefined {
  const time = timeFormat(rest);
  if (one!.length === 4) return three!.length <= 2 ? { format: `yyyy${sign}M${sign}d${time}` } : undefined;
  if (one!.length > 2 || (three!.length !== 4 && three!.length !== 2)) return undefined;
  const order = Number(one) > 12 ? "day" : Number(two) > 12 ? "month" : "either";
  return { format: `?${sign}${three!.length === 2 ? "yy" : "yyyy"}${time}`, sign: sign!, order };
}

/** The tokens of a time, from the groups of `TIME` and `OFFSET`. */
function timeFormat(groups: readonly (string | undefined)[]): string {
  const [gap, hour, seconds, fraction, space, half, offsetGap, offset, colon] = groups;
  if (hour === undefined) return "";
  const clock = half === undefined ? "H:mm" : "h:mm";
  const point = seconds?.[3] ?? "";
  const second = seconds === undefined ? "" : `:ss${fraction ? point + "S".repeat(fraction.length) : ""}`;
  const zone = offset === undefined ? "" : `${offsetGap}${colon === ":" || offset === "Z" ? "XXX" : "XX"}`;
  return `${gap!.replace("T", "'T'")}${clock}${second}${half === undefined ? "" : `${space}a`}${zone}`;
}
