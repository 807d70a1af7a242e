--- The `:Uradori` command: one entry per subcommand.
local messages = require("uradori.messages")

local M = {}

---@type table<string, fun()>
local subcommands = {
  --- The findings of the open articles in the quickfix list.
  findings = function()
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
  --- Neovim's LSP log, where the server's own messages go.
  log = function()
    vim.cmd.tabedit(vim.fn.fnameescape(vim.lsp.log.get_filename()))
  end,
  restart = function()
    require("uradori.server").restart()
  end,
}

---@return string[] names in alphabetical order
local function names()
  local list = vim.tbl_keys(subcommands)
  table.sort(list)
  return list
end

--- Runs a subcommand by its name.
---@param name string
function M.run(name)
  local subcommand = subcommands[name]
  if not subcommand then
    messages.show(vim.log.levels.ERROR, "no_subcommand", name, table.concat(names(), ", "))
    return
  end
  subcommand()
end

--- Completes subcommand names.
---@param prefix string
---@return string[]
function M.complete(prefix)
  return vim.tbl_filter(function(name)
    return vim.startswith(name, prefix)
  end, names())
end

return M
