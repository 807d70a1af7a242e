--- Colours for what the server finds: names by what they name, quotations by how well their source can be asked.
---
--- The protocol has token types for programs only, and the server borrows some ("class" is a person). To colour those types
--- as such would colour the programs too, so each token of this server is given a group of the plugin's own.
local M = {}

local GROUP = "uradori.highlights"

--- The groups and what each is by default. All but the two styles are links, and so fit any colour scheme, dark or light.
---@type { name: string, default: vim.api.keyset.highlight }[]
M.groups = {
  { name = "UradoriPerson", default = { link = "Identifier" } },
  { name = "UradoriOrganization", default = { link = "Special" } },
  { name = "UradoriPlace", default = { link = "Type" } },
  { name = "UradoriName", default = { link = "Type" } },
  { name = "UradoriIntroduction", default = { bold = true } },
  { name = "UradoriPronoun", default = { italic = true } },
  { name = "UradoriCue", default = { link = "Statement" } },
  { name = "UradoriQuotation", default = { link = "String" } },
  { name = "UradoriQuotationRole", default = { link = "UradoriQuotation" } },
  { name = "UradoriQuotationUnnamed", default = { link = "WarningMsg" } },
  { name = "UradoriFinding", default = { link = "WarningMsg" } },
  { name = "UradoriHeading", default = { link = "Title" } },
  { name = "UradoriDate", default = { link = "Number" } },
  { name = "UradoriArticle", default = { link = "Directory" } },
  { name = "UradoriFaint", default = { link = "Comment" } },
}

-- The server's token types; see its legend in server/lsp/to_proto/tokens.rs.
local BY_TYPE = {
  class = "UradoriPerson",
  ["function"] = "UradoriOrganization",
  enumMember = "UradoriPlace",
  property = "UradoriName",
  string = "UradoriQuotation",
  keyword = "UradoriCue",
  regexp = "UradoriFinding",
}

-- Modifiers that take the place of the type's group.
local IN_PLACE = {
  role = "UradoriQuotationRole",
  unnamed = "UradoriQuotationUnnamed",
  speakerless = "UradoriQuotationUnnamed",
}

-- Modifiers that add to it.
local ON_TOP = {
  declaration = "UradoriIntroduction",
  reference = "UradoriPronoun",
}

local function define()
  for _, group in ipairs(M.groups) do
    vim.api.nvim_set_hl(0, group.name, vim.tbl_extend("force", group.default, { default = true }))
  end
end

local function colour(event)
  local client = vim.lsp.get_client_by_id(event.data.client_id)
  if not client or client.name ~= "uradori" then
    return
  end
  local token = event.data.token
  local group = BY_TYPE[token.type]
  local above = {}
  for modifier in pairs(token.modifiers) do
    group = IN_PLACE[modifier] or group
    above[#above + 1] = ON_TOP[modifier]
  end
  if group then
    table.insert(above, 1, group)
  end
  for _, name in ipairs(above) do
    vim.lsp.semantic_tokens.highlight_token(token, event.buf, event.data.client_id, name)
  end
end

--- Defines the groups and colours the server's tokens with them.
function M.enable()
  local autocommands = vim.api.nvim_create_augroup(GROUP, { clear = true })
  define()
  vim.api.nvim_create_autocmd("ColorScheme", {
    group = autocommands,
    desc = "Define the groups that a colour scheme has cleared",
    callback = define,
  })
  vim.api.nvim_create_autocmd("LspTokenUpdate", {
    group = autocommands,
    desc = "Colour names, quotations and claims",
    callback = colour,
  })
end

return M
