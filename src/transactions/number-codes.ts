/** Codes for ids that are mostly small whole numbers. */
import { type Codes, openCodes } from "./intake.js";

/** Ids below this are looked up in a table of at most 64 MB. */
const LARGEST_TABLE = 2 ** 24;

/** `openCodes`, with a table in front that answers for small whole numbers several times as fast as a map. */
export function openNumberCodes(): Codes {
  const { values, codeOf } = openCodes();
  let table = new Int32Array(1024);
  return {
    values,
    codeOf(id) {
      if (typeof id !== "number" || !(id >= 0 && id < LARGEST_TABLE) || id !== Math.floor(id)) return codeOf(id);
      if (id >= table.length) {
        const wider = new Int32Array(2 ** Math.ceil(Math.log2(id + 1)));
        wider.set(table);
        table = wider;
      }
      return (table[id] ||= codeOf(id) + 1) - 1;
    },
  };
}
