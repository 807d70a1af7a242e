--- The screen of a Neovim as a terminal would draw it: a user interface that attaches to the child beside its RPC channel and
--- keeps the grid, floating windows composed, with the colours and the names of the groups.
---
--- Only what |ui-linegrid| says is used, so every version that has it draws the same.
local M = {}

---@class Cell
---@field text string one letter with what combines; empty in the right half of a wide one
---@field id integer of its colours

---@class Screen
---@field width integer
---@field height integer
---@field rows Cell[][]
---@field attributes table<integer, { rgb: table, groups: string[] }>
---@field default { foreground: integer, background: integer, special: integer }
---@field cursor { row: integer, column: integer } counted from 0
---@field flushed integer how often a picture was complete
local Screen = {}
Screen.__index = Screen

local function blank(width)
  local row = {}
  for column = 1, width do
    row[column] = { text = " ", id = 0 }
  end
  return row
end

local events = {}

function events.grid_resize(screen, _, width, height)
  screen.width, screen.height = width, height
  for row = 1, height do
    screen.rows[row] = blank(width)
  end
end

function events.grid_clear(screen)
  events.grid_resize(screen, 1, screen.width, screen.height)
end

function events.default_colors_set(screen, foreground, background, special)
  screen.default = { foreground = foreground, background = background, special = special }
end

function events.hl_attr_define(screen, id, rgb, _, info)
  local groups = {}
  for _, one in ipairs(info or {}) do
    local name = one.ui_name or one.hi_name
    if name and name ~= "" and not vim.tbl_contains(groups, name) then
      groups[#groups + 1] = name
    end
  end
  -- Groups of one priority come in any order.
  table.sort(groups)
  screen.attributes[id] = { rgb = rgb, groups = groups }
end

function events.grid_line(screen, _, row, column, cells)
  local target = screen.rows[row + 1]
  local id = 0
  for _, cell in ipairs(cells) do
    id = cell[2] or id
    for _ = 1, cell[3] or 1 do
      column = column + 1
      target[column] = { text = cell[1], id = id }
    end
  end
end

function events.grid_scroll(screen, _, top, bottom, left, right, count)
  local from, to, step = top + 1, bottom - count, 1
  if count < 0 then
    from, to, step = bottom, top + 1 - count, -1
  end
  for row = from, to, step do
    for column = left + 1, right do
      screen.rows[row][column] = screen.rows[row + count][column]
    end
  end
end

function events.grid_cursor_goto(screen, _, row, column)
  screen.cursor = { row = row, column = column }
end

function events.flush(screen)
  screen.flushed = screen.flushed + 1
end

--- Attaches a screen of `width` by `height` cells to the Neovim that listens at `address`.
---@param address string
---@param width integer
---@param height integer
---@return Screen
function M.attach(address, width, height)
  local screen = setmetatable({
    rows = {},
    attributes = { [0] = { rgb = {}, groups = {} } },
    cursor = { row = 0, column = 0 },
    flushed = 0,
  }, Screen)
  events.grid_resize(screen, 1, width, height)
  local pipe = assert(vim.uv.new_pipe())
  screen.pipe = pipe
  local unpack_next = vim.mpack.Unpacker()
  local pending = ""
  pipe:connect(address, function(problem)
    assert(not problem, problem)
    pipe:read_start(function(_, chunk)
      if not chunk then
        return
      end
      pending = pending .. chunk
      local from = 1
      while from <= #pending do
        local message, after = unpack_next(pending, from)
        from = after
        if message == nil then
          break
        end
        if message[1] == 2 and message[2] == "redraw" then
          for _, event in ipairs(message[3]) do
            local handle = events[event[1]]
            for call = 2, handle and #event or 0 do
              handle(screen, unpack(event[call]))
            end
          end
        end
      end
      pending = pending:sub(from)
    end)
    local options = { rgb = true, ext_linegrid = true, ext_hlstate = true }
    pipe:write(vim.mpack.encode({ 0, 1, "nvim_ui_attach", { width, height, options } }))
  end)
  assert(
    vim.wait(60000, function()
      return screen.flushed > 0
    end, 5),
    "Neovim draws nothing"
  )
  return screen
end

function Screen:close()
  if not self.pipe:is_closing() then
    self.pipe:close()
  end
end

-- How long a screen has to stay as it is before it counts as drawn, in milliseconds.
local STILL = 300

--- Waits until nothing has been drawn for a while.
function Screen:settle()
  local count, since = self.flushed, vim.uv.now()
  vim.wait(10000, function()
    if self.flushed ~= count then
      count, since = self.flushed, vim.uv.now()
    end
    return vim.uv.now() - since >= STILL
  end, 10)
end

--- Does `text` stand on the screen, within one line?
---@param text string
---@return boolean
function Screen:shows(text)
  return table.concat(self:text(), "\n"):find(text, 1, true) ~= nil
end

--- The text and the groups of a cell. Where a wide letter does not fit at the end of a row Neovim puts a mark there or none,
--- by what was drawn before: here there is none.
---@return string text
---@return string groups
function Screen:cell(row, column)
  local cell = self.rows[row][column]
  local groups = self.attributes[cell.id].groups
  if cell.text ~= ">" or not vim.tbl_contains(groups, "NonText") then
    return cell.text, table.concat(groups, " ")
  end
  groups = vim.tbl_filter(function(group)
    return group ~= "NonText"
  end, groups)
  return " ", table.concat(groups, " ")
end

--- The screen as text, a line a row, without the blanks at the ends.
---@return string[]
function Screen:text()
  local lines = {}
  for row = 1, self.height do
    local line = {}
    for column = 1, self.width do
      line[column] = self:cell(row, column)
    end
    lines[row] = (table.concat(line):gsub("%s+$", ""))
  end
  return lines
end

-- A letter for each combination of groups on the screen, in the order in which they are met.
local LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

--- The screen to be kept and compared: the text, then by which groups each cell is coloured, a letter for each combination
--- of them (`.` for none), then what the letters mean.
---@return string
function Screen:picture()
  local letters, legend, taken = {}, {}, 0
  local painted = {}
  for row = 1, self.height do
    local line = {}
    for column = 1, self.width do
      local _, groups = self:cell(row, column)
      if groups == "" then
        line[column] = "."
      else
        if not letters[groups] then
          taken = taken + 1
          letters[groups] = LETTERS:sub(taken, taken)
          legend[taken] = ("%s %s"):format(letters[groups], groups)
        end
        line[column] = letters[groups]
      end
    end
    painted[row] = (table.concat(line):gsub("%.+$", ""))
  end
  local parts = { table.concat(self:text(), "\n"), table.concat(painted, "\n"), table.concat(legend, "\n") }
  return table.concat(parts, "\n----\n") .. "\n"
end

return M
