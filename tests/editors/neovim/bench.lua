--- A fresh Neovim in a fresh folder for each test of the plugin.
local harness = require("harness")

local M = {}

--- Writes a file below `folder`, making folders as needed. `content` is written byte by byte.
---@return string path
function M.write(folder, name, content)
  local path = folder .. "/" .. name
  vim.fn.mkdir(vim.fs.dirname(path), "p")
  local file = assert(io.open(path, "wb"))
  file:write(content)
  file:close()
  return path
end

--- Runs a test with a fresh child, whose notifications are kept in `notified`, and a fresh folder; both go, whatever happens.
---@param context { plugin: string }
---@param name string
---@param body fun(child: Child, folder: string)
function M.with_child(context, name, body)
  harness.test(name, function()
    local folder = vim.fn.tempname()
    vim.fn.mkdir(folder, "p")
    folder = vim.uv.fs_realpath(folder)
    local child = harness.child({ plugin = context.plugin, state = folder .. "/.nvim" })
    child:lua([[
      notified = {}
      vim.notify = function(message, level) table.insert(notified, { message = message, level = level }) end
    ]])
    local ok, problem = xpcall(body, debug.traceback, child, folder)
    child:stop()
    vim.fn.delete(folder, "rf")
    if not ok then
      error(problem, 0)
    end
  end)
end

--- Calls the plugin's `setup()` with the server under test.
---@param context { server: string }
---@param child Child
---@param options? uradori.Options
function M.setup(context, child, options)
  options = vim.tbl_extend("keep", options or {}, { cmd = { context.server, "lsp" } })
  child:lua([[require("uradori").setup(...)]], options)
end

--- Does something that must not start a server, and gives it the time in which one would be there.
---@param child Child
---@return integer servers that run
function M.servers_after_a_while(child)
  return child:lua([[
    vim.wait(300, function() return #vim.lsp.get_clients({ name = "uradori" }) > 0 end, 10)
    return #vim.lsp.get_clients({ name = "uradori" })
  ]])
end

return M
