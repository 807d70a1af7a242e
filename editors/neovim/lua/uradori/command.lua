--- The `:Uradori` command: one entry per subcommand.
local messages = require("uradori.messages")

local M = {}

-- How long completion waits for the server, in milliseconds: longer is felt as a hang.
local PATIENCE = 500

--- Asks the server that runs here, without starting one; for completion.
---@param command string
---@param argument table
local function ask_now(command, argument)
  local server = require("uradori.server")
  local client = vim.lsp.get_clients({ bufnr = 0, name = server.NAME })[1] or server.clients()[1]
  return client and require("uradori.client").execute_sync(client, command, argument, PATIENCE)
end

local function complete_names(typed)
  return require("uradori.actors").names(ask_now, typed)
end

---@class uradori.Subcommand
---@field run fun(argument: string, mods: vim.api.keyset.cmd.mods)
---@field complete? fun(typed: string): string[] what may follow, of which some fit what is typed

---@type table<string, uradori.Subcommand>
local subcommands = {
  accept = {
    run = function()
      require("uradori.acceptance").accept()
    end,
  },
  actors = {
    run = function(query, mods)
      require("uradori.dossier").choose(query, mods)
    end,
    complete = complete_names,
  },
  claims = {
    run = function(code)
      require("uradori.claims").list(code)
    end,
    complete = function()
      return require("uradori.claims").codes(ask_now)
    end,
  },
  dossier = {
    run = function(name, mods)
      require("uradori.dossier").open(name, mods)
    end,
    complete = complete_names,
  },
  --- The findings of the open articles in the quickfix list.
  findings = {
    run = function()
      local found = {}
      for id, namespace in pairs(vim.diagnostic.get_namespaces()) do
        -- Neovim names them after the client ("nvim.lsp.uradori.1"), pushed and pulled ones alike.
        if namespace.name:find("lsp.uradori.", 1, true) then
          vim.list_extend(found, vim.diagnostic.get(nil, { namespace = id }))
        end
      end
      vim.fn.setqflist({}, " ", { title = "uradori: findings", items = vim.diagnostic.toqflist(found) })
      if #found == 0 then
        messages.show(vim.log.levels.INFO, "no_findings")
      else
        vim.cmd("botright copen")
      end
    end,
  },
  --- Neovim's LSP log, where the server's own messages go.
  log = {
    run = function()
      vim.cmd.tabedit(vim.fn.fnameescape(vim.lsp.log.get_filename()))
    end,
  },
  network = {
    run = function(name, mods)
      require("uradori.network").open(name, mods)
    end,
    complete = complete_names,
  },
  reopen = {
    run = function()
      require("uradori.acceptance").reopen()
    end,
  },
  restart = {
    run = function()
      require("uradori.server").restart()
    end,
  },
}

--- The names of the subcommands, in alphabetical order.
---@return string[]
function M.names()
  local list = vim.tbl_keys(subcommands)
  table.sort(list)
  return list
end

--- Runs the subcommand that a line names, with the rest of the line as its argument.
---@param line string
---@param mods? vim.api.keyset.cmd.mods
function M.run(line, mods)
  local name, argument = line:match("^%s*(%S+)%s*(.-)%s*$")
  local subcommand = subcommands[name]
  if not subcommand then
    messages.show(vim.log.levels.ERROR, "no_subcommand", name or "", table.concat(M.names(), ", "))
    return
  end
  subcommand.run(argument, mods or {})
end

--- Completes subcommands and what follows them.
---@param prefix string the word at the cursor
---@param line string the command line
---@param position integer of the cursor in it, in bytes
---@return string[]
function M.complete(prefix, line, position)
  local name, typed = line:sub(1, position):match("Uradori!?%s+(%S+)%s+(.*)$")
  local function fits(word, beginning)
    return vim.startswith(word, beginning)
  end
  if not name then
    return vim.tbl_filter(function(subcommand)
      return fits(subcommand, prefix)
    end, M.names())
  end
  local complete = subcommands[name] and subcommands[name].complete
  if not complete then
    return {}
  end
  local words = {}
  for _, word in ipairs(complete(typed)) do
    if fits(word, typed) then
      -- Only the word at the cursor is replaced, and a name may have several.
      words[#words + 1] = word:sub(#typed - #prefix + 1)
    elseif name ~= "claims" and prefix == typed then
      -- Found by its reading.
      words[#words + 1] = word
    end
  end
  return words
end

return M
