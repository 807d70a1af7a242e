--- The options of the plugin: their defaults, their types, and the check that a given table fits.
local M = {}

---@class uradori.Options
---@field cmd? string[] The command that serves LSP on stdin and stdout.
---@field filetypes? string[] Buffers of these filetypes are offered to the server.
---@field unmarked? boolean Whether Japanese texts that lie below no uradori.toml are offered too.
---@field locale? string Language of the messages, "ja" or "en"; when nil, that of |v:lang|.
---@field fileencodings? string|false 'fileencodings' while an article is read; false leaves the option alone.
---@field init_options? table What the server takes at its start: `accept`, `cache`, `hints`.
---@field on_attach? fun(client: vim.lsp.Client, bufnr: integer) Called for every buffer the server takes.
---@field capabilities? table Capabilities of other plugins, merged over Neovim's own.

---@type uradori.Options
local defaults = {
  cmd = { "uradori", "lsp" },
  filetypes = { "text", "markdown" },
  unmarked = true,
  locale = nil,
  -- ISO-2022-JP is seven-bit and would pass as UTF-8, so it is tried first; CP932 accepts nearly anything, so last.
  fileencodings = "ucs-bom,iso-2022-jp,utf-8,euc-jp,cp932",
  init_options = nil,
  on_attach = nil,
  capabilities = nil,
}

-- What `type()` may say of each option. An unknown key is an error: a misspelt option must not pass in silence.
local accepted = {
  cmd = { "table" },
  filetypes = { "table" },
  unmarked = { "boolean" },
  locale = { "string" },
  fileencodings = { "string", "boolean" },
  init_options = { "table" },
  on_attach = { "function" },
  capabilities = { "table" },
}

local current = defaults

--- The configuration file that makes a folder a workspace of articles.
M.MARKER = "uradori.toml"

--- Merges `options` over the defaults and keeps the result.
--- Raises an error that names the option when one is unknown or of the wrong type.
---@param options? uradori.Options
---@return uradori.Options
function M.apply(options)
  options = options or {}
  for name, value in pairs(options) do
    local kinds = accepted[name]
    if not kinds then
      error(("uradori: unknown option %q (see :help uradori-options)"):format(tostring(name)), 0)
    end
    if not vim.tbl_contains(kinds, type(value)) then
      error(("uradori: option %q is a %s, expected %s"):format(name, type(value), table.concat(kinds, " or ")), 0)
    end
  end
  -- Lists replace the default ones, so the merge is shallow.
  current = vim.tbl_extend("force", defaults, options)
  return current
end

--- The language to ask the server for, as LSP writes locales (`ja`, `en-US`); nil when nothing is known, as with LANG=C.
---@return string?
function M.locale()
  if current.locale then
    return current.locale
  end
  local language = vim.v.lang:match("^%a%a_?%a*")
  return language and (language:gsub("_", "-")) or nil
end

--- The options in force: those of the last `setup()`, or the defaults.
---@return uradori.Options
function M.get()
  return current
end

return M
