import * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient/node";

import { askReason } from "./claims/commands";

/** What a hover may run when one of its links is clicked; the article's text cannot add to that. */
const HOVER_COMMANDS = ["uradori.openDossier"];

/** What the client adds to the server's answers: commands behind lenses and hovers, and the question for a reason. */
export function links(server: { offers(command: string): boolean }): Middleware {
  return {
    executeCommand: async (command, parameters: unknown[], next): Promise<unknown> => {
      const [argument] = parameters;
      if (command === "uradori.accept" && isUnexplained(argument)) {
        const reason = await askReason(argument.code);
        return reason === undefined ? undefined : next(command, [{ ...argument, reason }]);
      }
      return next(command, parameters);
    },
    resolveCodeLens: async (lens, token, next) => {
      const resolved = await next(lens, token);
      if (resolved?.command?.command === "" && resolved.command.title !== "") {
        resolved.command.command = lensCommand(resolved, server);
        resolved.command.arguments = [resolved.range.start];
      }
      return resolved;
    },
    provideHover: async (document, position, token, next) => {
      const hover = await next(document, position, token);
      if (!hover || !server.offers("uradori.dossier")) {
        return hover;
      }
      const place = { uri: document.uri.toString(), position: { line: position.line, character: position.character } };
      const argument = encodeURIComponent(JSON.stringify([place]));
      const link = new vscode.MarkdownString(
        `[${vscode.l10n.t("Open the dossier")}](command:uradori.openDossier?${argument})`,
      );
      link.isTrusted = { enabledCommands: HOVER_COMMANDS };
      return new vscode.Hover([...hover.contents, link], hover.range);
    },
  };
}

/** The lens above an article leads to its findings, the one above an introduction to all mentions of the actor. */
function lensCommand(lens: vscode.CodeLens, server: { offers(command: string): boolean }): string {
  const data = "data" in lens ? lens.data : undefined;
  if (typeof data === "object" && data !== null && "introduction" in data && data.introduction === true) {
    return server.offers("uradori.dossier") ? "uradori.openDossier" : "uradori.showMentions";
  }
  return "uradori.showScore";
}

function isUnexplained(argument: unknown): argument is { code: string } {
  return (
    typeof argument === "object" &&
    argument !== null &&
    "code" in argument &&
    typeof argument.code === "string" &&
    !("reason" in argument)
  );
}
