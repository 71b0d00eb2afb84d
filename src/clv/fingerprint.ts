/**
 * Marks by which a saved model is known again: one of the data it was fitted to, one of its own figures.
 *
 * - [1] Appleby, A. (2008). MurmurHash3, `fmix32`. Not cryptography: it notices accidents and casual edits.
 */
import type { Rows } from "./rows.js";

/** Sixteen hexadecimal digits for the collapsed rows: the same customers, in any order, give the same. */
export function dataFingerprint({ columns, weights }: Rows): string {
  let high = columns.length;
  let low = weights.length;
  for (const column of [...columns, weights]) {
    const words = new Uint32Array(column.buffer, column.byteOffset, 2 * column.length);
    for (let i = 0; i < words.length; i++) {
      high = Math.imul(high ^ words[i]!, 0x85ebca6b) ^ (high >>> 13);
      low = Math.imul(low + words[i]!, 0xc2b2ae35) ^ (low >>> 16);
    }
  }
  return digits(high) + digits(low);
}

/** Sixteen hexadecimal digits for a text. */
export function textFingerprint(text: string): string {
  return dataFingerprint({ columns: [], weights: Float64Array.from(text, (character) => character.codePointAt(0)!) });
}

/** [1]. */
function digits(word: number): string {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return ((word ^ (word >>> 16)) >>> 0).toString(16).padStart(8, "0");
}
