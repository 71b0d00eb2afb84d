import { statSync } from "node:fs";
import type { Output } from "./run.js";
import { grouped } from "./table.js";

export interface Progress {
  add(bytes: number): void;
  clear(): void;
}

const EVERY_BYTES = 4 * 1024 * 1024;

/** How much of a file has been read, on a terminal; nothing where the output goes elsewhere. */
export function progressOn(stderr: Output, file: string): Progress {
  if (!stderr.isTTY) return { add: () => {}, clear: () => {} };
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  let read = 0;
  let shown = 0;
  return {
    add(bytes) {
      read += bytes;
      if (read - shown < EVERY_BYTES) return;
      shown = read;
      const megabytes = `${grouped(read / 1e6)} MB`;
      stderr.write(`\rReading ${size > 0 ? `${megabytes}, ${grouped((100 * read) / size)} %` : megabytes}`);
    },
    clear() {
      if (shown > 0) stderr.write(`\r${" ".repeat(40)}\r`);
    },
  };
}
