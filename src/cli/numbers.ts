/** Amounts as people write them: "12", "12,50", "1,234.56", "€ 1.234,56", "(5.00)", "5.00-". */

export type Decimal = "." | ",";

export interface NumberReader {
  /** The number in a cell, or the cell itself when there is none, for the door to reject. */
  read(cell: string | undefined): number | string;
  /** Looks at a cell of the sample, to tell the decimal sign. */
  learn(cell: string): void;
  readonly decimal: Decimal;
  /** Whether the decimal sign was seen to be one, was only assumed, or was not needed. */
  readonly evidence: "given" | "seen" | "assumed" | "none";
  /** A cell that could be read either way, when nothing settled it. */
  readonly doubtful: string | undefined;
}

const GROUPED = {
  ".": /^(?:\d+|[1-9]\d{0,2}(?:,\d{2,3})*,\d{3})?(?:\.\d*)?$/,
  ",": /^(?:\d+|[1-9]\d{0,2}(?:\.\d{2,3})*\.\d{3})?(?:,\d*)?$/,
};

/** A reader that knows the decimal sign, or learns it from the cells: the first that can only be read one way decides. */
export function numberReader(given?: Decimal): NumberReader {
  let decimal: Decimal = given ?? ".";
  const reader = { read, learn, decimal, evidence: given ? "given" : "none", doubtful: undefined as string | undefined };
  return reader as NumberReader;

  function settle(sign: Decimal, evidence: "seen" | "assumed"): void {
    decimal = sign;
    Object.assign(reader, { decimal, evidence });
  }

  function learn(cell: string): void {
    if (reader.evidence === "given" || reader.evidence === "seen") return;
    const { digits } = bare(cell);
    if (!/^[\d.,]*\d[\d.,]*$/.test(digits) || !/[.,]/.test(digits)) return;
    const asPoint = GROUPED["."].test(digits);
    const asComma = GROUPED[","].test(digits);
    if (asPoint !== asComma) settle(asPoint ? "." : ",", "seen");
    else if (asPoint && reader.evidence === "none") {
      reader.doubtful = cell;
      settle(".", "assumed");
    }
  }

  function read(cell: string | undefined): number | string {
    if (cell === undefined) return "";
    const plain = Number(cell);
    if (!Number.isNaN(plain) && isPlain(cell) && (decimal === "." || !cell.includes("."))) {
      if (reader.evidence === "none" && cell.includes(".")) learn(cell);
      return plain;
    }
    if (reader.evidence === "none") learn(cell);
    const { digits, negative } = bare(cell);
    if (!/\d/.test(digits) || !GROUPED[decimal].test(digits)) return cell;
    const value = Number(decimal === "." ? digits.replaceAll(",", "") : digits.replaceAll(".", "").replace(",", "."));
    return negative ? -value : value;
  }
}

/** Not "", " " or "0x1f", which JavaScript takes for numbers. */
function isPlain(cell: string): boolean {
  const first = cell.charCodeAt(0);
  const second = cell.charCodeAt(1);
  return first > 32 && first < 58 && !(second > 58 && second !== 69 && second !== 101);
}

/** Digits and separators alone, and whether a sign, a trailing minus or parentheses make the number negative. */
function bare(cell: string): { digits: string; negative: boolean } {
  const text = cell
    .replace(/[\s\u00a0\u202f'’_]/g, "")
    .replaceAll("−", "-")
    .replace(PREFIX, withoutUnit)
    .replace(SUFFIX, withoutUnit);
  const wrapped = /^\(([^()]*)\)$/.exec(text);
  const signed = /^([-+]?)([^-+]*)([-+]?)$/.exec(wrapped?.[1] ?? text);
  if (!signed || (signed[1] && signed[3]) || (wrapped && (signed[1] || signed[3]))) return { digits: "?", negative: false };
  return { digits: signed[2]!, negative: wrapped !== null || signed[1] === "-" || signed[3] === "-" };
}

const WORDS = String.raw`[A-Z]{3}|(?:[A-Z]{1,3})?\p{Sc}|[Kk]r\.?|Rs\.?|R|RM|Fr\.?|zł|Kč|руб\.?|元|円|원`;
const PREFIX = new RegExp(`^([-+(]?)(${WORDS})()(?=[-+(\\d.,])`, "u");
const SUFFIX = new RegExp(`(?<=[\\d.,])([-+]?)(${WORDS})([-+)]?)$`, "u");
let codes: ReadonlySet<string> | undefined;

/** Takes a currency away; three letters that are none stay, and spoil the number. */
function withoutUnit(match: string, before: string, unit: string, after: string): string {
  codes ??= new Set(Intl.supportedValuesOf("currency"));
  return /^[A-Z]{3}$/.test(unit) && !codes.has(unit) ? match : before + after;
}
