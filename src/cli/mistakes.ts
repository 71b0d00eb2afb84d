/** A mistake the user can mend: its message is all that is printed. Exit code 1 for data, 2 for the way the command was called. */
export class UserMistake extends Error {
  override readonly name = "UserMistake" as const;
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

export function badFile(message: string): never {
  throw new UserMistake(message, 1);
}

export function wrongUsage(message: string): never {
  throw new UserMistake(message, 2);
}
