--- What the plugin itself says, in Japanese and English. What the server says it says in its own words.
local config = require("uradori.config")

local M = {}

---@type table<string, { ja: string, en: string }>
local texts = {
  old_neovim = {
    ja = "Neovim 0.10以降が必要です",
    en = "Neovim 0.10 or newer is required",
  },
  no_program = {
    ja = "プログラム「%s」が見つかりません（:checkhealth uradori を参照）",
    en = "the program %q was not found; see :checkhealth uradori",
  },
  no_setup = {
    ja = '先に require("uradori").setup() を呼んでください',
    en = 'call require("uradori").setup() first',
  },
  no_findings = {
    ja = "開いている記事に指摘はありません",
    en = "no findings in the open articles",
  },
  no_subcommand = {
    ja = "サブコマンド「%s」はありません。使えるもの: %s",
    en = "no subcommand %q; there are: %s",
  },
}

--- Shows a message in the user's language. Like the server, it is Japanese unless another locale is known.
---@param level integer one of vim.log.levels
---@param name string a key of the table above
---@param ... string what the message's format asks for
function M.show(level, name, ...)
  local locale = config.locale()
  local language = (not locale or vim.startswith(locale, "ja")) and "ja" or "en"
  vim.notify("uradori: " .. texts[name][language]:format(...), level)
end

return M
