import * as vscode from "vscode";
import {
  DidChangeConfigurationNotification,
  type Executable,
  ExecuteCommandRequest,
  LanguageClient,
  type LanguageClientOptions,
  State,
  TransportKind,
} from "vscode-languageclient/node";

import { links } from "./links";
import { findProgram, type Program } from "./program";

/** The client's identifier, which is also the prefix of the settings (`uradori.trace.server` is read by the client). */
const ID = "uradori";

/** The documents offered to the server, which decides itself which of them are Japanese prose. */
const DOCUMENTS = [
  { scheme: "file", language: "plaintext" },
  { scheme: "file", language: "markdown" },
];

/** Whether the server is told of a document; whether it is Japanese prose the server decides. */
export function isArticle(document: vscode.TextDocument): boolean {
  return vscode.languages.match(DOCUMENTS, document) > 0;
}

/** What the server is busy with. */
export interface Progress {
  readonly title: string;
  readonly message: string | undefined;
  readonly percentage: number | undefined;
}

/** The language server of this window: one process for all folders. */
export class Server implements vscode.Disposable {
  /** What the server writes to its standard error, and the trace. */
  readonly log = vscode.window.createOutputChannel("Uradori", { log: true });

  private readonly runningChanged = new vscode.EventEmitter<boolean>();
  /** The server started, or ended, by itself or by a command. */
  readonly onDidChangeRunning = this.runningChanged.event;

  private readonly progressed = new vscode.EventEmitter<Progress | undefined>();
  /** The server got on with reading the folder; `undefined` when nothing is left to do. */
  readonly onDidProgress = this.progressed.event;

  private client: LanguageClient | undefined;
  private up = false;
  private wanted = false;
  private readonly work = new Map<string | number, Progress>();

  /** Starts and stops follow one another in this chain; two restarts in a hurry never run side by side. */
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly extension: vscode.Extension<unknown>) {}

  /** Starts the server, after ending the one that runs. Problems are shown to the user and never thrown. */
  restart(): Promise<void> {
    this.wanted = true;
    return this.inTurn(async () => {
      await this.end();
      await this.begin();
    });
  }

  /** The same where somebody has wanted a server already, whether or not it could be started. */
  async restartIfWanted(): Promise<void> {
    if (this.wanted) {
      await this.restart();
    }
  }

  /** Ends the server; resolves when its process has been asked to exit. */
  stop(): Promise<void> {
    return this.inTurn(() => this.end());
  }

  /** Whether the server answers. */
  get running(): boolean {
    return this.up;
  }

  /** What the server is busy with, the newest piece of work. */
  get progress(): Progress | undefined {
    return [...this.work.values()].at(-1);
  }

  /** Whether the running server has the command; a program of another version may not. */
  offers(command: string): boolean {
    const offered = this.client?.initializeResult?.capabilities.executeCommandProvider?.commands;
    return this.up && (offered?.includes(command) ?? false);
  }

  /**
   * Has the server run a command of editors/README.md. What it refuses is shown to the user, unless `quiet`, and is
   * `undefined` here, as it is when the server does not run or has no such command.
   */
  async ask<Answer>(command: string, argument: object, { quiet = false } = {}): Promise<Answer | undefined> {
    const client = this.client;
    if (client === undefined || !this.offers(command)) {
      return undefined;
    }
    try {
      const params = { command, arguments: [argument] };
      return ((await client.sendRequest(ExecuteCommandRequest.type, params)) ?? undefined) as Answer | undefined;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.log.warn(`${command}: ${message}`);
      if (!quiet) {
        void vscode.window.showWarningMessage(message);
      }
      return undefined;
    }
  }

  /** Tells the server that the settings changed; of these it takes over what is shown between the words. */
  async tellSettings(): Promise<void> {
    await this.client?.sendNotification(DidChangeConfigurationNotification.type, { settings: { [ID]: settings() } });
  }

  /** This window has articles: the views are shown. */
  sawArticles(): void {
    void vscode.commands.executeCommand("setContext", "uradori.articles", true);
  }

  dispose(): void {
    this.runningChanged.dispose();
    this.progressed.dispose();
    this.log.dispose();
  }

  private setRunning(running: boolean): void {
    if (running === this.up) {
      return;
    }
    this.up = running;
    this.work.clear();
    void vscode.commands.executeCommand("setContext", "uradori.running", running);
    this.runningChanged.fire(running);
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
      initializationOptions: settings(),
      middleware: {
        ...links(this),
        handleWorkDoneProgress: (token, params) => {
          // Shown in the status bar's item, not as a message on every start.
          if (params.kind === "end") {
            this.work.delete(token);
          } else {
            const before = this.work.get(token);
            this.work.set(token, {
              title: params.kind === "begin" ? params.title : (before?.title ?? ""),
              message: params.message,
              percentage: params.percentage ?? before?.percentage,
            });
          }
          this.progressed.fire(this.progress);
        },
      },
    };
    const client = new LanguageClient(ID, "Uradori", run, options);
    client.onDidChangeState(({ newState }) => {
      if (this.client === client) {
        this.setRunning(newState === State.Running);
      }
    });
    try {
      await client.start();
      this.client = client;
      this.setRunning(true);
    } catch (error) {
      this.log.error(error instanceof Error ? error : String(error));
      void this.offer(vscode.l10n.t("Uradori could not be started: {0}", program.path), [showLogAction(this.log)]);
    }
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.setRunning(false);
    await client?.dispose();
  }

  private reportMissing(program: Extract<Program, { found: false }>): void {
    this.log.error(`no program at: ${program.tried.join(", ")}`);
    const message =
      program.configured === ""
        ? vscode.l10n.t(
            "The program “uradori” was not found. Run “cargo install --path .” in a checkout of uradori and restart the server, or set the program's path.",
          )
        : vscode.l10n.t("The setting “uradori.server.path” names no program: {0}", program.configured);
    void this.offer(message, [
      {
        title: vscode.l10n.t("Open Settings"),
        run: () => vscode.commands.executeCommand("workbench.action.openSettings", "uradori.server.path"),
      },
      {
        title: vscode.l10n.t("How to Install"),
        run: () => this.showInstructions(),
      },
    ]);
  }

  /** Shows the extension's README, which says how to install the program; a package has it in small letters. */
  private async showInstructions(): Promise<void> {
    const { extensionUri } = this.extension;
    const [name = "README.md"] = (await vscode.workspace.fs.readDirectory(extensionUri)).flatMap(([each]) =>
      /^readme\.md$/i.test(each) ? [each] : [],
    );
    await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.joinPath(extensionUri, name));
  }

  /** Shows an error with buttons and does what the chosen one says. */
  private async offer(message: string, actions: readonly Action[]): Promise<void> {
    const chosen = await vscode.window.showErrorMessage(message, ...actions);
    await chosen?.run();
  }
}

/** The settings as the server reads them. What is not set is left out: `uradori.toml` decides then. */
function settings(): object {
  const { accept, cache, hints, severity } = vscode.workspace.getConfiguration(ID) as unknown as Record<string, object>;
  return JSON.parse(JSON.stringify({ accept, cache, hints, severity }, (_, value: unknown) => value ?? undefined)) as object;
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
