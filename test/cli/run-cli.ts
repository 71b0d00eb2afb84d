import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../src/cli/run.js";

const folder = mkdtempSync(join(tmpdir(), "regulars-"));
// files of tests share their worker, and so this folder
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** A path in the folder of this test file, with a file there when content is given. */
export function file(name: string, content?: string | Buffer): string {
  const path = join(folder, name);
  if (content !== undefined) writeFileSync(path, content);
  return path;
}

export function readBack(path: string): string {
  return readFileSync(path, "utf8");
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command in this process. */
export async function regulars(args: readonly string[], stdin: string | Buffer = "", isTTY = false): Promise<Ran> {
  let out = "";
  let err = "";
  async function* input(): AsyncGenerator<Buffer> {
    yield Buffer.from(stdin as string);
  }
  const code = await run(args, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text), isTTY },
    stdin: input(),
  });
  return { code, out, err };
}

/** What `regulars summary` says after a label. */
export function said(out: string, label: string): string | undefined {
  return new RegExp(`^${label} {2,}(.*)$`, "m").exec(out)?.[1];
}
