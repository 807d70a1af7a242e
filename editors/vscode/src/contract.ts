// What the server answers to `workspace/executeCommand`; the contract is editors/README.md.

/** A place in a text, counted from 0 in UTF-16 code units: the only encoding that VS Code agrees upon. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A row of `uradori.acceptances`. */
export interface Acceptance {
  /** The article's path in its folder. */
  readonly article: string;
  readonly uri: string;
  /** Where the finding stands; `null` where it is no longer found. */
  readonly range: Range | null;
  readonly code: string;
  readonly fingerprint: string;
  /** The beginning of the sentence. */
  readonly excerpt: string;
  readonly reason: string;
  readonly by: string;
  readonly on: string;
  readonly expires: string | null;
  readonly standing: "in-force" | "unexplained" | "expired" | "no-article" | "no-sentence" | "no-finding";
  /** What a reviewer is to be told, in the editor's language. */
  readonly remark: string | null;
}

/** Counts of an article, or of several. */
export interface Score {
  readonly claims: number;
  readonly sourced: number;
  readonly findings: number;
}

/** The answer to `uradori.score`. */
export interface Scores {
  readonly total: Score;
}
