--- A small test harness: drives a second, real Neovim over its RPC channel and counts what passed.
---
--- The child is embedded and has no screen, but keys typed into it go through its whole input path, and everything it
--- shows (windows, floats, quickfix list) can be asked for. Nothing sleeps: what takes time is polled for.
local M = {}

-- How long to wait for the server's answers, in milliseconds. Generous: the machine may be building meanwhile.
local PATIENCE = 90000

---@class Child
---@field channel integer
local Child = {}
Child.__index = Child

---@class ChildOptions
---@field plugin? string folder of the plugin, put in front of 'runtimepath'; without one Neovim starts as a user's does,
---with the configuration and the packages it finds
---@field state? string folder for the child's own files; nothing of the user's is read or written
---@field home? string instead of `state`: a home folder as a user has it, and nothing else in the environment

--- Starts a Neovim that knows nothing of the user's own.
---@param options ChildOptions
---@return Child
function M.child(options)
  local program = vim.env.URADORI_NVIM or vim.v.progpath
  local command = { program, "-n", "--embed", "--headless" }
  if options.plugin then
    vim.list_extend(command, { "--clean", "--cmd", "set rtp^=" .. vim.fn.fnameescape(options.plugin) })
  end
  local environment = { LANG = "C.UTF-8", LC_ALL = "C.UTF-8" }
  if options.home then
    environment.HOME = options.home
    environment.PATH = options.home .. "/.cargo/bin:/usr/local/bin:/usr/bin:/bin"
  else
    for _, what in ipairs({ "config", "data", "state", "cache" }) do
      environment[("XDG_%s_HOME"):format(what:upper())] = options.state .. "/" .. what
    end
  end
  local channel = vim.fn.jobstart(command, { rpc = true, env = environment, clear_env = options.home ~= nil })
  assert(channel > 0, "cannot start " .. program)
  return setmetatable({ channel = channel }, Child)
end

--- Does Neovim wait for an answer, as to |input()|?
---@return boolean
function Child:asks()
  local mode = vim.rpcrequest(self.channel, "nvim_get_mode")
  return mode.blocking or mode.mode:sub(1, 1) == "c"
end

--- Runs Lua code in the child; `...` are its arguments and what it returns comes back.
---@param code string
function Child:lua(code, ...)
  local mode = vim.rpcrequest(self.channel, "nvim_get_mode")
  assert(not mode.blocking, "Neovim waits for a key in mode " .. mode.mode)
  return vim.rpcrequest(self.channel, "nvim_exec_lua", code, { ... })
end

--- Types keys, in the notation of mappings (`<C-]>`).
---@param keys string
function Child:keys(keys)
  vim.rpcrequest(self.channel, "nvim_input", keys)
end

--- Opens a file as a user does and waits until the server has taken it.
---@param path string
function Child:open(path)
  self:lua("vim.cmd.edit(vim.fn.fnameescape(...))", path)
  self:attached()
end

--- Waits until the server has answered `initialize` and knows the current buffer.
function Child:attached()
  M.eventually("the server to attach", function()
    return self:lua([[
      local client = vim.lsp.get_clients({ bufnr = 0, name = "uradori" })[1]
      return client ~= nil and client.initialized == true
    ]])
  end)
end

--- Puts the cursor on the first character of the `count`th place (default: first) where `text` stands.
---@param text string
---@param count? integer
function Child:cursor_to(text, count)
  local found = self:lua(
    [[
      local text, count = ...
      vim.api.nvim_win_set_cursor(0, { 1, 0 })
      local flags = "cW"
      for _ = 1, count do
        if vim.fn.search("\\C\\V" .. vim.fn.escape(text, "\\"), flags) == 0 then return false end
        flags = "W"
      end
      return true
    ]],
    text,
    count or 1
  )
  assert(found, ("%q does not stand in %s"):format(text, self:name()))
end

--- The name of the current file, without its folder.
---@return string
function Child:name()
  return self:lua([[return vim.fn.expand("%:t")]])
end

--- The text from the cursor to the end of the line.
---@return string
function Child:at_cursor()
  return self:lua([[return vim.api.nvim_get_current_line():sub(vim.api.nvim_win_get_cursor(0)[2] + 1)]])
end

--- The lines of the first floating window, or nil when there is none.
---@return string?
function Child:float()
  local text = self:lua([[
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= "" then
        return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), "\n")
      end
    end
    return vim.NIL
  ]])
  return text ~= vim.NIL and text or nil
end

--- Closes all windows but one, floats and the quickfix window included, and empties the quickfix list.
function Child:one_window()
  self:lua([[
    vim.cmd.cclose()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= "" then vim.api.nvim_win_close(window, true) end
    end
    vim.cmd("silent only!")
    vim.fn.setqflist({}, "f")
  ]])
end

--- The quickfix list: file name without folder, line and byte column counted from one, and the text of that line of
--- the buffer from that column on.
---@return { name: string, line: integer, column: integer, at: string }[]
function Child:quickfix()
  return self:lua([[
    local list = {}
    for _, item in ipairs(vim.fn.getqflist()) do
      vim.fn.bufload(item.bufnr)
      local line = vim.api.nvim_buf_get_lines(item.bufnr, item.lnum - 1, item.lnum, false)[1] or ""
      list[#list + 1] = {
        name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(item.bufnr), ":t"),
        line = item.lnum,
        column = item.col,
        at = line:sub(item.col),
      }
    end
    return list
  ]])
end

--- The diagnostics of the current buffer: code, message, severity (1 error … 4 hint), line counted from zero, and the
--- text they cover where they lie in one line.
---@return { code: string, message: string, severity: integer, line: integer, text: string }[]
function Child:diagnostics()
  return self:lua([[
    local list = {}
    for _, d in ipairs(vim.diagnostic.get(0)) do
      local text = ""
      if d.end_lnum == d.lnum then
        text = vim.api.nvim_buf_get_text(0, d.lnum, d.col, d.end_lnum, d.end_col, {})[1]
      end
      list[#list + 1] = {
        code = tostring(d.code), message = d.message, severity = d.severity, line = d.lnum, text = text, source = d.source,
      }
    end
    return list
  ]])
end

--- Ends the child and waits for it, so that the server is given the time to exit.
function Child:stop()
  -- A question that a failed test has left open.
  for _ = 1, 3 do
    if self:asks() then
      self:keys("<C-c>")
    end
  end
  self:lua([[
    for _, client in ipairs(vim.lsp.get_clients()) do
      if vim.fn.has("nvim-0.11") == 1 then client:stop() else client.stop() end
    end
    vim.wait(10000, function() return #vim.lsp.get_clients() == 0 end, 10)
  ]])
  vim.rpcnotify(self.channel, "nvim_command", "qall!")
  if vim.fn.jobwait({ self.channel }, 20000)[1] == -1 then
    vim.fn.jobstop(self.channel)
  end
end

--- Polls until `condition` gives something true, and gives that back; fails when it never does.
---@generic T
---@param what string named in the failure
---@param condition fun(): T?
---@return T
function M.eventually(what, condition)
  local last
  local met = vim.wait(PATIENCE, function()
    last = condition()
    return last and true or false
  end, 20)
  if not met then
    error("waited in vain for " .. what, 2)
  end
  return last
end

--- Fails unless the two are deeply equal.
function M.equal(actual, expected, what)
  if not vim.deep_equal(actual, expected) then
    error(("%s: got %s, expected %s"):format(what or "value", vim.inspect(actual), vim.inspect(expected)), 2)
  end
end

--- Fails unless `text` holds `part`.
function M.contains(text, part, what)
  if not text:find(part, 1, true) then
    error(("%s: %q does not stand in:\n%s"):format(what or "text", part, text), 2)
  end
end

--- Fails unless `text` begins with one of `parts`.
function M.begins_with_one_of(text, parts, what)
  for _, part in ipairs(parts) do
    if vim.startswith(text, part) then
      return
    end
  end
  error(("%s: %q begins with none of %s"):format(what or "text", text:sub(1, 60), table.concat(parts, ", ")), 2)
end

local passed, failed = 0, 0

--- Runs one test and prints how it went.
---@param name string
---@param run fun()
function M.test(name, run)
  local started = vim.uv.hrtime()
  local ok, problem = xpcall(run, debug.traceback)
  local took = (vim.uv.hrtime() - started) / 1e6
  if ok then
    passed = passed + 1
    io.stdout:write(("ok    %6.0f ms  %s\n"):format(took, name))
  else
    failed = failed + 1
    io.stdout:write(("FAIL  %6.0f ms  %s\n      %s\n"):format(took, name, tostring(problem):gsub("\n", "\n      ")))
  end
end

--- Prints the count and ends this Neovim: status 0 when something ran and nothing failed, else 1.
function M.finish()
  io.stdout:write(("%d passed, %d failed\n"):format(passed, failed))
  io.stdout:flush()
  vim.cmd(passed > 0 and failed == 0 and "qall!" or "cquit 1")
end

return M
