import * as vscode from "vscode";

import { codeOf } from "./claims/findings";
import type { Score, Scores } from "./contract";
import { Later } from "./later";
import { isArticle, type Server } from "./server";

const PAUSE_MS = 200;

/** The status-bar item: how the article at hand is doing and, while the server reads the folder, how far it is. */
export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("uradori.score", vscode.StatusBarAlignment.Left, 10);
  private readonly later = new Later(PAUSE_MS, () => this.draw());
  private readonly parts: vscode.Disposable;

  /** The last answer that was asked for; earlier ones that come in late are dropped. */
  private latest = 0;

  constructor(private readonly server: Server) {
    this.item.name = vscode.l10n.t("Uradori: this article's score");
    this.item.command = "uradori.showScore";
    const { ask } = this.later;
    this.parts = vscode.Disposable.from(
      this.item,
      this.later,
      vscode.commands.registerCommand("uradori.showScore", () =>
        vscode.commands.executeCommand("uradori.claims.focus"),
      ),
      server.onDidChangeRunning(ask),
      server.onDidProgress(ask),
      vscode.window.onDidChangeActiveTextEditor(ask),
      vscode.languages.onDidChangeDiagnostics(ask),
    );
    ask();
  }

  /** What the item says; empty while it is hidden. */
  get text(): string {
    return this.item.text;
  }

  dispose(): void {
    this.parts.dispose();
  }

  private async draw(): Promise<void> {
    const turn = ++this.latest;
    const document = vscode.window.activeTextEditor?.document;
    const score = document && isArticle(document) ? await this.score(document.uri) : undefined;
    if (turn !== this.latest) {
      return;
    }
    const progress = this.server.progress;
    if (!this.server.running || (score === undefined && progress === undefined)) {
      this.item.text = "";
      this.item.hide();
      return;
    }
    const parts: string[] = [];
    if (progress !== undefined) {
      parts.push(`$(sync~spin) ${progress.percentage === undefined ? "" : `${String(progress.percentage)} %`}`.trim());
    }
    if (score !== undefined) {
      parts.push(`$(checklist) ${words(score)}`);
    }
    this.item.text = parts.join(" ");
    this.item.tooltip = [
      progress && [progress.title, progress.message].filter(Boolean).join(" "),
      score && vscode.l10n.t("Uradori: claims of this article, those with a source, and those nobody vouches for"),
    ]
      .filter(Boolean)
      .join("\n");
    this.item.show();
  }

  private async score(uri: vscode.Uri): Promise<Partial<Score> | undefined> {
    if (this.server.offers("uradori.score")) {
      const answer = await this.server.ask<Scores>("uradori.score", { uri: uri.toString() }, { quiet: true });
      return answer && answer.total.claims > 0 ? answer.total : undefined;
    }
    const findings = vscode.languages.getDiagnostics(uri).filter((each) => codeOf(each) !== undefined).length;
    return findings === 0 ? undefined : { findings };
  }
}

function words({ claims, sourced, findings }: Partial<Score>): string {
  return [
    claims === undefined ? "" : vscode.l10n.t("claims {0}", claims),
    sourced === undefined ? "" : vscode.l10n.t("sourced {0}", sourced),
    findings === undefined ? "" : vscode.l10n.t("findings {0}", findings),
  ]
    .filter(Boolean)
    .join(" · ");
}
