import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT: string = fileURLToPath(new URL("..", import.meta.url));

export interface SourceFile {
  /** From src: "rfm/score.ts". */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly { readonly from: string; readonly typeOnly: boolean }[];
}

/** Every file of src with what it imports; relative imports as paths from src, with `.ts`. */
export function sourceFiles(): SourceFile[] {
  const folder = join(ROOT, "src");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts"))
    .sort()
    .map((path) => {
      const text = readFileSync(join(folder, path), "utf8");
      const found = [
        ...text.matchAll(/^(?:import|export)\s+(type\s)?[^;"']*?from\s+"([^"]+)";|^import\s+"([^"]+)";|\bimport\(\s*"([^"]+)"\s*\)/gm),
      ];
      return {
        path,
        text,
        imports: found.map(([, type, from, bare, lazy]) => {
          const target = (from ?? bare ?? lazy)!;
          return {
            from: target.startsWith(".") ? posix.normalize(posix.join(dirname(path), target)).replace(/\.js$/, ".ts") : target,
            typeOnly: type !== undefined,
          };
        }),
      };
    });
}

/** The text with comments and the contents of strings taken out. */
export function codeOnly(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '""')
    .replace(/\/\/.*$/gm, "");
}
