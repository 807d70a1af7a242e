--- Asking one thing after the other without blocking the editor: a task is a coroutine that waits for the server's
--- answers and the user's.
local client_of = require("uradori.client")
local messages = require("uradori.messages")

local M = {}

-- Rows of a list that are asked for at a time; the server gives no more.
local PAGE = 2000

-- How often it is asked whether all articles are read, in milliseconds.
local INTERVAL = 200

--- Runs `body` as a task. What the server refuses is told to the user, as is an error.
---@param body fun()
function M.run(body)
  coroutine.wrap(function()
    local ok, problem = xpcall(body, function(problem)
      return type(problem) == "table" and problem or debug.traceback(problem)
    end)
    if not ok then
      messages.say(vim.log.levels.ERROR, type(problem) == "table" and problem.refusal or problem)
    end
  end)()
end

--- Ends the task with a message to the user.
---@param text string
function M.refuse(text)
  error({ refusal = text }, 0)
end

--- Waits for what is handed to the callback that `start` is given, which may also be called at once.
---@param start fun(done: fun(...))
function M.await(start)
  local task = assert(coroutine.running(), "not in a task")
  local waits, answer = false, nil
  start(function(...)
    answer = { n = select("#", ...), ... }
    if waits then
      coroutine.resume(task)
    end
  end)
  if not answer then
    waits = true
    coroutine.yield()
  end
  return unpack(answer, 1, answer.n)
end

--- Runs a command of the server and waits for its answer. A refusal ends the task.
---@param client vim.lsp.Client
---@param command string
---@param argument? table
---@return any answer nil where it is `null`
function M.ask(client, command, argument)
  local refusal, answer = M.await(function(done)
    if not client_of.execute(client, command, argument, done) then
      done(messages.text("no_server"))
    end
  end)
  if refusal then
    M.refuse(refusal)
  end
  return answer
end

--- Asks for all rows of a list, page by page; where articles are still being read, says so and waits until they are.
---@param client vim.lsp.Client
---@param command string
---@param argument table
---@param rows string the member of the answer that holds the rows
---@return table[]
function M.ask_all(client, command, argument, rows)
  local told = false
  while true do
    local all = {}
    local answer
    repeat
      answer = M.ask(client, command, vim.tbl_extend("force", argument, { offset = #all, limit = PAGE }))
      vim.list_extend(all, answer[rows])
    until #answer[rows] == 0 or #all >= answer.total
    if answer.complete then
      return all
    end
    if not told then
      messages.show(vim.log.levels.INFO, "reading")
      told = true
    end
    M.await(function(done)
      vim.defer_fn(done, INTERVAL)
    end)
  end
end

--- Lets the user choose, with |vim.ui.select()|.
---@generic T
---@param items T[]
---@param prompt string
---@param format fun(item: T): string
---@return T? item nil where the user chose none
function M.select(items, prompt, format)
  local item = M.await(function(done)
    vim.ui.select(items, { prompt = prompt, format_item = format, kind = "uradori" }, done)
  end)
  -- The list in the command line would else make the next message wait for <Enter>.
  vim.cmd.redraw()
  return item
end

--- Lets the user write a line, with |vim.ui.input()|.
---@param prompt string
---@return string? text nil where the user wants none
function M.input(prompt)
  return (M.await(function(done)
    vim.ui.input({ prompt = prompt }, done)
  end))
end

return M
