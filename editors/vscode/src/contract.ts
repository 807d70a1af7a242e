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

/** An article's row in `uradori.score`; its findings are those that nobody accepted. */
export interface Scored extends Score {
  readonly uri: string;
  readonly title: string;
  readonly date: string | null;
  readonly accepted: number;
}

/** The answer to `uradori.score`, by path. */
export interface Scores {
  readonly articles: readonly Scored[];
  readonly total: Score;
}

/** What every list says of an actor. `type` is a kind: `person`, `organization`, `place` and so on. */
export interface Actor {
  /** The actor's id, the same in all articles. */
  readonly actor: string;
  readonly name: string;
  readonly type: string;
  readonly mentions: number;
  readonly articles: number;
}

/** The answer to `uradori.actors` with a query. */
export interface Actors {
  readonly total: number;
  readonly types: readonly { readonly type: string; readonly label: string; readonly count: number }[];
  readonly actors: readonly Actor[];
}

/** The answer to `uradori.actors` with an actor: where it is mentioned, by article. */
export interface Attendance {
  readonly articles: readonly Attended[];
}

export interface Attended {
  readonly uri: string;
  readonly title: string | null;
  readonly date: string | null;
  readonly mentions: readonly { readonly range: Range }[];
}

/** Where something stands, and in what article. */
export interface Place {
  readonly uri: string;
  readonly range: Range;
  readonly title: string | null;
  /** The article's day (`2026-05-13`). */
  readonly date: string | null;
}

export interface Role extends Place {
  readonly role: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly mentions: number;
}

export interface Said extends Place {
  readonly text: string;
  /** The source as it is written; empty where the text does not tell. */
  readonly source: string;
  readonly gradeLabel: string | null;
  readonly vouched: boolean;
  readonly findings: readonly { readonly code: string; readonly message: string }[];
  /** How many more articles carry the same words. */
  readonly repeated: number;
}

export interface Weakness extends Place {
  readonly code: string;
  readonly message: string;
  readonly text: string;
  readonly accepted: boolean;
}

/** A row of `uradori.claims`. */
export interface Claim extends Place {
  readonly code: string;
  readonly severity: "error" | "warning" | "information" | "hint";
  readonly message: string;
  readonly why: string;
  /** The sentence, or as much of it as a list has room for. */
  readonly text: string;
  readonly accepted: Approval | null;
}

/** Who accepted a claim, and why. */
export interface Approval {
  readonly by: string;
  readonly on: string;
  readonly reason: string;
  readonly expires: string | null;
  readonly fingerprint: string;
}

/** The answer to `uradori.claims`, by article and place. */
export interface Claims {
  readonly claims: readonly Claim[];
}

/** The answer to `uradori.dossier`. */
export interface Dossier extends Actor {
  readonly typeLabel: string;
  readonly reading: string;
  readonly description: string;
  readonly origin: string;
  readonly links: readonly string[];
  readonly names: readonly { readonly name: string; readonly count: number }[];
  readonly contested: readonly { readonly name: string; readonly relation: string; readonly origin: string | null }[];
  readonly roles: readonly Role[];
  readonly said: readonly Said[];
  readonly told: readonly Said[];
  readonly weak: readonly Weakness[];
  readonly company: readonly { readonly actor: string; readonly name: string; readonly sentences: number }[];
}

/** An actor as a circle: the label stands beneath it, centred. All measures are in the picture's unit. */
export interface Spot extends Actor {
  readonly typeLabel: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly label: string;
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  /** `speaks-about` leads from the speaker; `beside` has no direction. */
  readonly kind: "beside" | "speaks-about";
  readonly count: number;
  readonly articles: number;
  /** Path data of SVG. */
  readonly path: string;
}

/** The answer to `uradori.network`: the actor in the middle first, if there is one, then the most often mentioned. */
export interface Network {
  readonly centre: string | null;
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Spot[];
  readonly edges: readonly Edge[];
}
