--- Which folder a buffer belongs to.
local config = require("uradori.config")

local M = {}

-- Indexing these would mean walking everything the user owns because of one stray note.
local function too_wide(folder)
  return folder == vim.fs.dirname(folder) or folder == vim.fs.normalize(vim.uv.os_homedir() or "~")
end

--- Is this buffer a file on disk? Scratch buffers and those of other plugins (`fugitive://…`) are not articles.
---@param bufnr integer
---@return boolean
function M.is_file(bufnr)
  local name = vim.api.nvim_buf_get_name(bufnr)
  return vim.bo[bufnr].buftype == "" and name ~= "" and not name:match("^%a[%w+.-]+://")
end

--- The nearest folder upwards of `path` that has a `uradori.toml`, or nil.
---@param path string
---@return string?
function M.workspace(path)
  return vim.fs.root(path, config.MARKER)
end

-- How much of a text is looked at, in lines, to see whether it is Japanese.
local LOOKED_AT = 200

-- Hiragana and katakana: no other language is written in them.
local KANA = "\227[\129-\131][\128-\191]"

local function is_japanese(bufnr)
  for _, line in ipairs(vim.api.nvim_buf_get_lines(bufnr, 0, LOOKED_AT, false)) do
    if line:find(KANA) then
      return true
    end
  end
  return false
end

--- Is the server to be asked about this buffer? Anything below a `uradori.toml` is an article; elsewhere a file must at
--- least be Japanese, so that no server is started for the notes of a code repository. Whether it is prose the server
--- decides.
---@param bufnr integer
---@return boolean
function M.wants(bufnr)
  if not M.is_file(bufnr) then
    return false
  end
  if M.workspace(vim.api.nvim_buf_get_name(bufnr)) then
    return true
  end
  return config.get().unmarked and is_japanese(bufnr)
end

--- The folder to serve for a buffer: the workspace around it, else the folder of the file.
--- nil where that folder is the home folder or the root of the disk: then the file is served alone.
---@param bufnr integer
---@return string?
function M.of(bufnr)
  local path = vim.api.nvim_buf_get_name(bufnr)
  local workspace = M.workspace(path)
  if workspace then
    return workspace
  end
  local folder = vim.fs.dirname(vim.fs.normalize(path))
  return not too_wide(folder) and folder or nil
end

return M
