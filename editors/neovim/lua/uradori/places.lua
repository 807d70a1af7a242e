--- From what the server names as a place to windows and lists of Neovim.
local M = {}

--- Shows a place in `window`, or in the current one where that is no more, with the cursor at its beginning.
---@param place uradori.Place
---@param encoding string the position encoding of the server
---@param window? integer
function M.show(place, encoding, window)
  if window and vim.api.nvim_win_is_valid(window) then
    vim.api.nvim_set_current_win(window)
  end
  vim.lsp.util.show_document({ uri = place.uri, range = place.range }, encoding, { focus = true, reuse_win = false })
  vim.cmd("normal! zv")
end

---@param place uradori.Place
---@return table item of a quickfix list
local function item_of(place)
  local from, to = place.range.start, place.range["end"]
  return {
    filename = vim.uri_to_fname(place.uri),
    lnum = from.line + 1,
    col = from.character + 1,
    end_lnum = to.line + 1,
    end_col = to.character + 1,
    user_data = place,
  }
end

--- Places as items of a quickfix list, in their order. The place that an item is made of is its `user_data`.
---@param places uradori.Place[]
---@param encoding string the position encoding of the server
---@param describe fun(place: uradori.Place): table what the item is to have besides (`text`, `type`)
---@return table[]
function M.items(places, encoding, describe)
  -- UTF-8 columns are those of a buffer. Neovim would look into each file that is not open and take its bytes for UTF-8:
  -- in Shift_JIS a line has fewer of them, and what is far to the right would end up at the line's end.
  local items = encoding == "utf-8" and vim.tbl_map(item_of, places)
    or vim.lsp.util.locations_to_items(places, encoding)
  for _, item in ipairs(items) do
    for key, value in pairs(describe(item.user_data)) do
      item[key] = value
    end
  end
  return items
end

--- What an article is called: its headline, else the name of its file.
---@param article { uri: string, title?: string }
---@return string
function M.title(article)
  -- The headline of a Markdown file still has its mark.
  local headline = (article.title or ""):gsub("^#+%s*", "")
  return headline ~= "" and headline or vim.fs.basename(vim.uri_to_fname(article.uri))
end

--- Does the range hold the position? Its end counts, so that a cursor behind a claim is still on it.
---@param range uradori.Range
---@param position uradori.Position
---@return boolean
function M.holds(range, position)
  local function before(a, b)
    return a.line < b.line or (a.line == b.line and a.character <= b.character)
  end
  return before(range.start, position) and before(position, range["end"])
end

--- The cursor's position as the server counts.
---@param encoding string
---@return { uri: string, position: uradori.Position }
function M.cursor(encoding)
  local params = vim.lsp.util.make_position_params(0, encoding)
  return { uri = params.textDocument.uri, position = params.position }
end

return M
