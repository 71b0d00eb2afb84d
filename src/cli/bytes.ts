/** The bytes of a file or of standard input, unpacked when they are gzip. */
import { closeSync, openSync, readSync } from "node:fs";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { badFile } from "./mistakes.js";

/** The parser is fastest on pieces of this size, unpacking on larger ones: it waits for another thread each time. */
const CHUNK = 64 * 1024;
const UNPACKED = 8 * CHUNK;

/** Yields the file's bytes and tells `onBytes` how many were read from it, before any unpacking. */
export async function* readBytes(path: string, stdin: AsyncIterable<Buffer>, onBytes: (count: number) => void): AsyncGenerator<Buffer> {
  const name = path === "-" ? "standard input" : path;
  try {
    const chunks = path === "-" ? stdin[Symbol.asyncIterator]() : fileChunks(path);
    const first = await chunks.next();
    if (first.done) return;
    const whole = following(first.value, chunks, onBytes);
    const [one, two] = first.value;
    if (one === 0x1f && two === 0x8b) {
      const gunzip = createGunzip({ chunkSize: UNPACKED });
      pipeline(Readable.from(whole), gunzip, () => {});
      for await (const unpacked of gunzip as AsyncIterable<Buffer>) {
        for (let at = 0; at < unpacked.length; at += CHUNK) yield unpacked.subarray(at, at + CHUNK);
      }
      return;
    }
    if (one === 0x50 && two === 0x4b) badFile(`${name} is a zip archive or an Excel workbook. Save the sheet as CSV and read that.`);
    yield* whole;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") badFile(`There is no file ${name}. Check the name, and the folder you are in.`);
    if (code === "EISDIR") badFile(`${name} is a folder. Give the CSV file in it.`);
    if (code === "EACCES" || code === "EPERM") badFile(`${name} may not be read. Check its permissions.`);
    if (code?.startsWith("Z_")) badFile(`${name} is gzip, but broken (${message}). Fetch or pack it again.`);
    throw error;
  }
}

async function* following(first: Buffer, rest: AsyncIterator<Buffer>, onBytes: (count: number) => void): AsyncGenerator<Buffer> {
  onBytes(first.length);
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    onBytes(next.value.length);
    yield next.value;
  }
}

/** Read in the foreground: nothing else is to be done meanwhile, and streams cost four times as much. */
async function* fileChunks(path: string): AsyncGenerator<Buffer> {
  const file = openSync(path, "r");
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafeSlow(CHUNK);
      const length = readSync(file, chunk);
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}
