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
        Object.assign(resolved.command, lensCommand(lens, server));
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
      const link = `[${vscode.l10n.t("Open the dossier")}](command:uradori.openDossier?${argument})`;
      return new vscode.Hover(linked(hover.contents, link), hover.range);
    },
  };
}

/**
 * A card with a link on its first line: the end of a long card is not to be seen at once. Nothing else on that line can
 * run anything, whatever name the article gives: the server escapes it.
 */
function linked(contents: vscode.Hover["contents"], link: string): vscode.Hover["contents"] {
  const [card, ...others] = contents;
  const [head = "", ...rest] = card instanceof vscode.MarkdownString ? card.value.split("\n\n") : [];
  const first = new vscode.MarkdownString([head, link].filter(Boolean).join(" — "));
  first.isTrusted = { enabledCommands: HOVER_COMMANDS };
  const second = rest.length > 0 ? [new vscode.MarkdownString(rest.join("\n\n"))] : [];
  return [first, ...(card instanceof vscode.MarkdownString ? second : card === undefined ? [] : [card]), ...others];
}

/** The lens above an article leads to its findings, the one above an introduction to the actor's dossier. */
function lensCommand(
  lens: vscode.CodeLens,
  server: { offers(command: string): boolean },
): Pick<vscode.Command, "command" | "arguments"> {
  const data = "data" in lens ? lens.data : undefined;
  if (!isIntroduction(data)) {
    return { command: "uradori.showScore" };
  }
  const { line, character } = lens.range.start;
  return server.offers("uradori.dossier")
    ? { command: "uradori.openDossier", arguments: [{ uri: data.uri, position: { line, character } }] }
    : { command: "uradori.showMentions", arguments: [lens.range.start] };
}

/** What the server's lens above an introduction carries. */
function isIntroduction(data: unknown): data is { uri: string } {
  return (
    typeof data === "object" &&
    data !== null &&
    "introduction" in data &&
    data.introduction === true &&
    "uri" in data &&
    typeof data.uri === "string"
  );
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
