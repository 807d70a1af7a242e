--- The claims that nobody vouches for, as a quickfix list: of all articles, be they open or not.
local messages = require("uradori.messages")
local places = require("uradori.places")
local server = require("uradori.server")
local task = require("uradori.task")

local M = {}

local COMMAND = "uradori.claims"

-- What the quickfix window shows for each severity.
local TYPES = { error = "E", warning = "W", information = "I", hint = "N" }

---@param claim uradori.Claim
---@return string
function M.describe(claim)
  return ("[%s] %s"):format(claim.code, claim.message)
end

--- Asks for the claims that nobody has accepted. Within a task.
---@param client vim.lsp.Client
---@param filter { uri?: string, code?: string }
---@return uradori.Claim[]
function M.ask(client, filter)
  return task.ask_all(client, COMMAND, vim.tbl_extend("force", filter, { accepted = false }), "claims")
end

---@param client vim.lsp.Client
---@param filter { code?: string }
---@param action string as in |setqflist()|: a new list, or in place of the current one
---@return integer count
local function fill(client, filter, action)
  local claims = M.ask(client, filter)
  local items = places.items(claims, client.offset_encoding, function(claim)
    ---@cast claim uradori.Claim
    return { text = M.describe(claim), type = TYPES[claim.severity] }
  end)
  vim.fn.setqflist({}, action, {
    title = "uradori: " .. messages.text("claims_title", #claims),
    items = items,
    context = { uradori = { client = client.id, filter = vim.tbl_isempty(filter) and vim.empty_dict() or filter } },
  })
  return #claims
end

--- `:Uradori claims [CODE]`
---@param code string only claims of this code; all where it is empty
function M.list(code)
  task.run(function()
    local client = server.here()
    if fill(client, code ~= "" and { code = code } or {}, " ") == 0 then
      messages.show(vim.log.levels.INFO, "no_claims")
    else
      vim.cmd("botright copen")
    end
  end)
end

--- The claim of the quickfix window's current line, where that window is the current one and shows claims.
---@return uradori.Claim?
---@return vim.lsp.Client? client that gave it
function M.in_list()
  if vim.bo.buftype ~= "quickfix" then
    return nil
  end
  local list = vim.fn.getqflist({ context = 0, items = 0 })
  local noted = type(list.context) == "table" and list.context.uradori
  local item = list.items[vim.fn.line(".")]
  local client = noted and vim.lsp.get_client_by_id(noted.client)
  if not client or not item then
    return nil
  end
  return item.user_data, client
end

--- Asks again for the claims where the quickfix list shows them, and leaves the cursor on its line. Within a task.
function M.refresh()
  local noted = vim.fn.getqflist({ context = 0 }).context
  noted = type(noted) == "table" and noted.uradori
  local client = noted and vim.lsp.get_client_by_id(noted.client)
  if not client then
    return
  end
  local window = vim.fn.getqflist({ winid = 0 }).winid
  local cursor = window ~= 0 and vim.api.nvim_win_get_cursor(window)
  local count = fill(client, noted.filter, "r")
  if cursor and count > 0 then
    vim.api.nvim_win_set_cursor(window, { math.min(cursor[1], count), 0 })
  end
end

--- The codes of the claims that there are, for completion.
---@param ask fun(command: string, argument: table): any
---@return string[]
function M.codes(ask)
  local answer = ask(COMMAND, { accepted = false, limit = 0 })
  return vim.tbl_map(function(row)
    return row.code
  end, answer and answer.codes or {})
end

return M
