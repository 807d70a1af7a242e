--- A scratch page: Markdown to read, most lines of which lead somewhere.
local messages = require("uradori.messages")
local places = require("uradori.places")

---@alias uradori.Target { place?: uradori.Place, actor?: string, link?: string }
---@alias uradori.Segment { [1]: string, [2]?: string } a text and the group that colours it

---@class uradori.Page
---@field private lines string[]
---@field private marks { row: integer, from: integer, to: integer, group: string }[]
---@field private targets table<integer, uradori.Target> by line, counted from 1
local Page = {}
Page.__index = Page

local M = {}

local namespace = vim.api.nvim_create_namespace("uradori.page")

--- What is known of the buffers that show pages.
---@type table<integer, { targets: table<integer, uradori.Target>, origin: integer, encoding: string }>
local shown = {}

---@return uradori.Page
function M.new()
  return setmetatable({ lines = {}, marks = {}, targets = {} }, Page)
end

--- Adds a line. What is between the line breaks of a segment stays on it.
---@param segments uradori.Segment[]
---@param target? uradori.Target where `<CR>` on the line leads
function Page:line(segments, target)
  local text = ""
  for _, segment in ipairs(segments) do
    local part = segment[1]:gsub("[\r\n]+", " ")
    if segment[2] and part ~= "" then
      local mark = { row = #self.lines, from = #text, to = #text + #part, group = segment[2] }
      self.marks[#self.marks + 1] = mark
    end
    text = text .. part
  end
  self.lines[#self.lines + 1] = text
  self.targets[#self.lines] = target
end

--- Adds a heading, with a blank line before it.
---@param text string
---@param count? integer how much stands under it
function Page:heading(text, count)
  self:line({})
  self:line({ { "## " .. text, "UradoriHeading" }, count and { (" (%d)"):format(count), "UradoriFaint" } or nil })
end

---@param bufnr integer
local function follow(bufnr)
  local page = shown[bufnr]
  local target = page.targets[vim.api.nvim_win_get_cursor(0)[1]]
  if not target then
    messages.show(vim.log.levels.INFO, "no_place")
  elseif target.link then
    vim.ui.open(target.link)
  elseif target.actor then
    require("uradori.dossier").of_actor(target.actor)
  else
    if not vim.api.nvim_win_is_valid(page.origin) then
      vim.cmd.new()
      page.origin = vim.api.nvim_get_current_win()
    end
    places.show(target.place, page.encoding, page.origin)
  end
end

---@param bufnr integer
---@param keys table<string, fun()>
local function map(bufnr, keys)
  local function on(key, description, run)
    vim.keymap.set("n", key, run, { buffer = bufnr, nowait = true, silent = true, desc = description })
  end
  for _, key in ipairs({ "<CR>", "gd" }) do
    on(key, "Go to what this line is about", function()
      follow(bufnr)
    end)
  end
  on("q", "Close the page", function()
    -- The last window cannot be closed.
    if not pcall(vim.api.nvim_win_close, 0, true) then
      vim.cmd.bwipeout()
    end
  end)
  for key, run in pairs(keys) do
    on(key, "uradori: " .. key, run)
  end
end

--- The window that shows a page already, in this tab page.
---@return integer?
local function window_of_page()
  for _, window in ipairs(vim.api.nvim_tabpage_list_wins(0)) do
    if shown[vim.api.nvim_win_get_buf(window)] then
      return window
    end
  end
end

---@param name string
---@return integer bufnr
local function buffer(name)
  local bufnr = vim.fn.bufadd(name)
  vim.bo[bufnr].buftype = "nofile"
  vim.bo[bufnr].bufhidden = "wipe"
  vim.bo[bufnr].swapfile = false
  vim.bo[bufnr].buflisted = false
  vim.fn.bufload(bufnr)
  vim.api.nvim_create_autocmd("BufWipeout", {
    buffer = bufnr,
    once = true,
    callback = function()
      shown[bufnr] = nil
    end,
  })
  return bufnr
end

--- Shows the page in the window of the page before it, or else in a new one.
---@param options { name: string, client: vim.lsp.Client, mods?: vim.api.keyset.cmd.mods, keys?: table<string, fun()> }
---name: what follows `uradori://` in the buffer's name; mods: where the window opens (|:vertical|, |:tab|)
function Page:show(options)
  local window = window_of_page()
  local origin = vim.api.nvim_get_current_win()
  if window then
    local before = shown[vim.api.nvim_win_get_buf(window)]
    if origin == window then
      origin = before.origin
    end
  end
  local bufnr = buffer("uradori://" .. options.name)
  shown[bufnr] = { targets = self.targets, origin = origin, encoding = options.client.offset_encoding }
  vim.b[bufnr].uradori_client = options.client.id
  if window then
    vim.api.nvim_set_current_win(window)
  else
    vim.cmd.split({ mods = options.mods })
  end
  vim.api.nvim_win_set_buf(0, bufnr)

  vim.bo[bufnr].modifiable = true
  vim.api.nvim_buf_set_lines(bufnr, 0, -1, false, self.lines)
  vim.bo[bufnr].modifiable = false
  vim.api.nvim_buf_clear_namespace(bufnr, namespace, 0, -1)
  for _, mark in ipairs(self.marks) do
    vim.api.nvim_buf_set_extmark(bufnr, namespace, mark.row, mark.from, { end_col = mark.to, hl_group = mark.group })
  end
  vim.bo[bufnr].filetype = "uradori"
  map(bufnr, options.keys or {})
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  local here = vim.wo[0][0]
  here.wrap = true
  here.breakindent = true
  here.number = false
  here.relativenumber = false
  here.signcolumn = "no"
  here.list = false
  here.spell = false
end

return M
