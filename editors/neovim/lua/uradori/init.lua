--- Uradori for Neovim: starts the language server for Japanese articles.
---
--- `setup()` and `:Uradori` are the whole interface; everything else is Neovim's own LSP client. See |uradori.txt|.
local config = require("uradori.config")
local encoding = require("uradori.encoding")
local highlights = require("uradori.highlights")
local messages = require("uradori.messages")
local server = require("uradori.server")

local M = {}

--- Reads the options and starts the server for article buffers, those already open included.
--- Calling it again replaces the options; running servers keep theirs until `:Uradori restart`.
---@param options? uradori.Options
function M.setup(options)
  if vim.fn.has("nvim-0.10") == 0 then
    messages.show(vim.log.levels.ERROR, "old_neovim")
    return
  end
  local merged = config.apply(options)
  encoding.enable(merged)
  highlights.enable()
  server.enable(merged)
end

return M
