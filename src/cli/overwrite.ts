/** No file that is read may be written over, and no two results go into one file. */
import { fstatSync, lstatSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Arguments } from "./args.js";
import { wrongUsage } from "./mistakes.js";

/** Compares files by what they are, whatever they are called: links and other spellings lead to the same file. */
export function refuseOverwriting({
  file,
  cuts,
  model,
  survey,
  out,
  saveCuts,
  saveModel,
  modelOut,
}: Pick<Arguments, "file" | "cuts" | "model" | "survey" | "out" | "saveCuts" | "saveModel" | "modelOut">): void {
  const read = [
    { path: file, what: "the orders" },
    { path: cuts, what: "the cut points of --cuts" },
    { path: model, what: "the models of --model" },
    { path: survey, what: "the answers of --survey" },
  ];
  const written = [
    { path: out, flag: "--out" },
    { path: saveCuts, flag: "--save-cuts" },
    { path: saveModel, flag: "--save-model" },
    { path: modelOut, flag: "--model-out" },
  ];
  for (const { path, flag } of written) {
    if (path === undefined) continue;
    const hit = read.find((other) => other.path !== undefined && same(other.path, path));
    if (hit) wrongUsage(`${flag} ${path} would overwrite ${hit.what}. Give another name.`);
  }
  for (const { path, flag } of written.slice(1)) {
    if (out !== undefined && path !== undefined && same(out, path)) {
      wrongUsage(`${flag} ${path} would overwrite what --out writes. Give another name.`);
    }
  }
  if (out !== undefined && modelOut !== undefined && same(out, modelOut)) {
    wrongUsage(`--model-out ${modelOut} would overwrite what --out writes. Give another name.`);
  }
}

function same(one: string, other: string): boolean {
  if (one !== "-" && realPath(one) === realPath(other)) return true;
  const a = one === "-" ? standardInput() : statSync(one, { throwIfNoEntry: false, bigint: true });
  const b = statSync(other, { throwIfNoEntry: false, bigint: true });
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
}

/** The file a path leads to, there or not yet. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    try {
      if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return realPath(resolve(dirname(path), readlinkSync(path)));
      return join(realpathSync(dirname(path)), basename(path));
    } catch {
      return resolve(path);
    }
  }
}

/** As in `regulars rfm - < orders.csv`. */
function standardInput() {
  try {
    return fstatSync(0, { bigint: true });
  } catch {
    return undefined;
  }
}
