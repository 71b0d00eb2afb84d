// All benchmarks, or those that are named: npm run bench -- [stages] [clv] [options].
const named = process.argv.slice(2);
const wanted = (part: string): boolean => named.includes(part) || !(named.includes("stages") || named.includes("clv"));
if (wanted("stages")) await import("./stages.js");
if (wanted("clv")) await import("./clv.js");
