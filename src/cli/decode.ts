/** From bytes to text: UTF-8, or windows-1252 (which holds latin-1) where the bytes are not UTF-8; UTF-16 by its byte order mark. */
import { isAscii } from "node:buffer";
import { TextDecoder } from "node:util";

export type Encoding = "utf-8" | "latin-1" | "utf-16le" | "utf-16be";

/** What was found out on the way. */
export interface DecodedText {
  encoding: Encoding | undefined;
  guessed: boolean;
  /** Bytes that were not UTF-8 after all were replaced by "�". */
  replaced: boolean;
}

/** The characters that windows-1252 has where latin-1 has controls, 0x80 to 0x9f. */
const WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const LONGEST_TAIL = 3;

/** Yields the text of the bytes and writes what was found into `found`, which may name an encoding beforehand. */
export async function* decodeText(bytes: AsyncIterable<Buffer>, found: DecodedText): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let held: Buffer | undefined;
  let first = true;
  for await (const arrived of bytes) {
    const chunk: Buffer = held ? Buffer.concat([held, arrived]) : arrived;
    held = undefined;
    if (first) {
      first = false;
      const marked = byteOrderMark(chunk);
      if (marked && found.encoding === undefined) Object.assign(found, { encoding: marked, guessed: true });
    }
    const wide = found.encoding === "utf-16le" || found.encoding === "utf-16be";
    if (!decoder && !wide && isAscii(chunk)) {
      yield chunk.toString("latin1");
      continue;
    }
    if (found.encoding === undefined) {
      if (isAscii(chunk.subarray(0, -LONGEST_TAIL))) {
        held = chunk;
        continue;
      }
      Object.assign(found, { encoding: isUtf8Start(chunk) ? "utf-8" : "latin-1", guessed: true });
    }
    if (found.encoding === "latin-1") {
      yield windowsText(chunk);
      continue;
    }
    decoder ??= new TextDecoder(found.encoding);
    const text = decoder.decode(chunk, { stream: true });
    if (text.includes("\ufffd")) found.replaced = true;
    yield text;
    if (found.encoding === "utf-8" && chunk.at(-1)! < 0x80) decoder = undefined;
  }
  if (held) {
    Object.assign(found, { encoding: isUtf8Start(held, true) ? "utf-8" : "latin-1", guessed: true });
    yield found.encoding === "utf-8" ? held.toString("utf8") : windowsText(held);
  } else if (decoder) yield decoder.decode();
}

function byteOrderMark([one, two, three]: Buffer): Encoding | undefined {
  if (one === 0xef && two === 0xbb && three === 0xbf) return "utf-8";
  if (one === 0xff && two === 0xfe) return "utf-16le";
  return one === 0xfe && two === 0xff ? "utf-16be" : undefined;
}

function isUtf8Start(bytes: Buffer, whole = false): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: !whole });
    return true;
  } catch {
    return false;
  }
}

/** By hand, because Node's own windows-1252 decoder reads these as latin-1 before version 23. */
function windowsText(bytes: Buffer): string {
  return bytes.toString("latin1").replace(/[\u0080-\u009f]/g, (control) => WINDOWS[control.charCodeAt(0) - 0x80]!);
}
