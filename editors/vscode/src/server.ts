import * as vscode from "vscode";
import { type Executable, LanguageClient, type LanguageClientOptions, TransportKind } from "vscode-languageclient/node";

import { findProgram, type Program } from "./program";

/** The client's identifier, which is also the prefix of the settings (`uradori.trace.server` is read by the client). */
const ID = "uradori";

/** The documents offered to the server, which decides itself which of them are Japanese prose. */
const DOCUMENTS = [
  { scheme: "file", language: "plaintext" },
  { scheme: "file", language: "markdown" },
];

/** The language server of this window: one process for all folders. */
export class Server implements vscode.Disposable {
  /** What the server writes to its standard error, and the trace. */
  readonly log = vscode.window.createOutputChannel("Uradori", { log: true });

  private client: LanguageClient | undefined;

  /** Starts and stops follow one another in this chain; two restarts in a hurry never run side by side. */
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly extension: vscode.Extension<unknown>) {}

  /** Starts the server, after ending the one that runs. Problems are shown to the user and never thrown. */
  restart(): Promise<void> {
    return this.inTurn(async () => {
      await this.end();
      await this.begin();
    });
  }

  /** Ends the server; resolves when its process has been asked to exit. */
  stop(): Promise<void> {
    return this.inTurn(() => this.end());
  }

  dispose(): void {
    this.log.dispose();
  }

  private inTurn(action: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(action).catch((error: unknown) => {
      this.log.error(error instanceof Error ? error : String(error));
    });
    return this.turn;
  }

  private async begin(): Promise<void> {
    const configured = vscode.workspace.getConfiguration(ID).get<string>("server.path", "");
    const program = await findProgram(configured, this.extension.extensionPath);
    if (!program.found) {
      this.reportMissing(program);
      return;
    }
    this.log.info(`${program.path} (${program.from})`);
    // The transport makes the client append `--stdio`.
    const run: Executable = { command: program.path, args: ["lsp"], transport: TransportKind.stdio };
    const options: LanguageClientOptions = {
      documentSelector: DOCUMENTS,
      outputChannel: this.log,
      diagnosticCollectionName: ID,
    };
    const client = new LanguageClient(ID, "Uradori", run, options);
    try {
      await client.start();
      this.client = client;
    } catch (error) {
      this.log.error(error instanceof Error ? error : String(error));
      void this.offer(vscode.l10n.t("Uradori could not be started: {0}", program.path), [showLogAction(this.log)]);
    }
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.dispose();
  }

  private reportMissing(program: Extract<Program, { found: false }>): void {
    this.log.error(`no program at: ${program.tried.join(", ")}`);
    const message =
      program.configured === ""
        ? vscode.l10n.t("The program “uradori” was not found. Install it, or set its path in the settings.")
        : vscode.l10n.t("The setting “uradori.server.path” names no program: {0}", program.configured);
    void this.offer(message, [
      {
        title: vscode.l10n.t("Open Settings"),
        run: () => vscode.commands.executeCommand("workbench.action.openSettings", "uradori.server.path"),
      },
      {
        title: vscode.l10n.t("How to Install"),
        run: () => vscode.commands.executeCommand("extension.open", this.extension.id),
      },
    ]);
  }

  /** Shows an error with buttons and does what the chosen one says. */
  private async offer(message: string, actions: readonly Action[]): Promise<void> {
    const chosen = await vscode.window.showErrorMessage(message, ...actions);
    await chosen?.run();
  }
}

interface Action extends vscode.MessageItem {
  run(): Thenable<unknown>;
}

function showLogAction(log: vscode.LogOutputChannel): Action {
  return {
    title: vscode.l10n.t("Show Log"),
    run: () => {
      log.show();
      return Promise.resolve();
    },
  };
}
