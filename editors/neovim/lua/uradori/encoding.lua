--- Reading articles in the encodings they come in.
---
--- Neovim's default 'fileencodings' knows no Japanese one: a Shift_JIS file opens as Latin-1 noise, which is then what
--- the server is given. The option is global, so it is changed only while a file of an article workspace is read.
local root = require("uradori.root")

local M = {}

local GROUP = "uradori.encoding"

---@type string? The user's own value while an article is being read.
local saved

local function restore()
  if saved then
    vim.o.fileencodings = saved
    saved = nil
  end
end

-- Seven-bit text passes as ISO-2022-JP. Left so, Japanese typed into such a file would be written in that encoding.
local function plain_ascii_is_utf8(bufnr)
  if vim.bo[bufnr].fileencoding:lower() ~= "iso-2022-jp" then
    return
  end
  for _, line in ipairs(vim.api.nvim_buf_get_lines(bufnr, 0, -1, false)) do
    if line:find("[\128-\255]") then
      return
    end
  end
  local modified = vim.bo[bufnr].modified
  vim.bo[bufnr].fileencoding = "utf-8"
  vim.bo[bufnr].modified = modified
end

--- Installs the autocommands, or removes them when `options.fileencodings` is false.
---@param options uradori.Options
function M.enable(options)
  local group = vim.api.nvim_create_augroup(GROUP, { clear = true })
  restore()
  if not options.fileencodings then
    return
  end
  -- The filetype is not known before the file is read, so the file name decides here.
  local pattern = { "*.txt", "*.md" }
  vim.api.nvim_create_autocmd("BufReadPre", {
    group = group,
    pattern = pattern,
    desc = "Detect Japanese encodings in an article workspace",
    callback = function(event)
      restore()
      if root.is_file(event.buf) and root.workspace(event.match) then
        saved = vim.o.fileencodings
        vim.o.fileencodings = options.fileencodings
      end
    end,
  })
  vim.api.nvim_create_autocmd("BufReadPost", {
    group = group,
    pattern = pattern,
    desc = "Give 'fileencodings' back",
    callback = function(event)
      if saved then
        restore()
        plain_ascii_is_utf8(event.buf)
      end
    end,
  })
end

return M
