--- Accepting a finding with a reason, and taking that back. The server writes both into uradori.accepted.toml.
local claims = require("uradori.claims")
local messages = require("uradori.messages")
local places = require("uradori.places")
local server = require("uradori.server")
local task = require("uradori.task")

local M = {}

--- The claim at the cursor, or the one of its line; where there are several the user chooses.
---@param client vim.lsp.Client
---@return uradori.Claim?
local function at_cursor(client)
  local cursor = places.cursor(client.offset_encoding)
  local all = claims.ask(client, { uri = cursor.uri })
  local function those(test)
    return vim.tbl_filter(function(claim)
      return test(claim.range)
    end, all)
  end
  local found = those(function(range)
    return places.holds(range, cursor.position)
  end)
  if #found == 0 then
    local line = cursor.position.line
    found = those(function(range)
      return range.start.line <= line and line <= range["end"].line
    end)
  end
  if #found == 0 then
    task.refuse(messages.text("no_claim_here"))
  end
  return #found == 1 and found[1] or task.select(found, messages.text("which_claim"), claims.describe)
end

---@param client vim.lsp.Client
---@param claim { uri: string, range: uradori.Range, code: string }
local function accept(client, claim)
  local reason = task.input(messages.text("why_accepted", claim.code))
  if not reason then
    return
  end
  if vim.trim(reason) == "" then
    messages.show(vim.log.levels.INFO, "no_reason")
    return
  end
  ---@type uradori.Acceptance
  local written = task.ask(client, "uradori.accept", {
    uri = claim.uri,
    range = claim.range,
    code = claim.code,
    reason = vim.trim(reason),
  })
  messages.show(vim.log.levels.INFO, "accepted", written.code)
  claims.refresh()
end

--- Asks why a finding is accepted, and has it accepted.
---@param client vim.lsp.Client
---@param claim { uri: string, range: uradori.Range, code: string }
function M.accept_claim(client, claim)
  task.run(function()
    accept(client, claim)
  end)
end

--- `:Uradori accept`: the finding at the cursor, or that of the quickfix window's line.
function M.accept()
  task.run(function()
    local claim, client = claims.in_list()
    if not client then
      client = server.here()
      claim = at_cursor(client)
    end
    if claim then
      accept(client, claim)
    end
  end)
end

---@param row uradori.Acceptance
local function describe(row)
  local text = ("%s [%s] %s ― %s（%s %s）"):format(row.article, row.code, row.excerpt, row.reason, row.by, row.on)
  return row.remark and ("%s ※%s"):format(text, row.remark) or text
end

--- `:Uradori reopen`: one of the accepted findings, those of the article at hand first.
function M.reopen()
  task.run(function()
    local client = server.here()
    local here = vim.uri_from_bufnr(0)
    ---@type uradori.Acceptance[]
    local rows = task.ask(client, "uradori.acceptances").acceptances
    if #rows == 0 then
      messages.show(vim.log.levels.INFO, "no_acceptances")
      return
    end
    local of_here, others = {}, {}
    for _, row in ipairs(rows) do
      table.insert(row.uri == here and of_here or others, row)
    end
    local row = task.select(vim.list_extend(of_here, others), messages.text("which_acceptance"), describe)
    if row then
      task.ask(client, "uradori.reopen", { uri = row.uri, code = row.code, fingerprint = row.fingerprint })
      messages.show(vim.log.levels.INFO, "reopened", row.code)
      claims.refresh()
    end
  end)
end

return M
