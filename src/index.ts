export type { Issue } from "./errors.js";
export { InvalidInputError } from "./errors.js";
