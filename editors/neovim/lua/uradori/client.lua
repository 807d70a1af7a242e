--- The methods of a client, which 0.10 has as plain functions and later versions as methods.
local M = {}

local has_methods = vim.fn.has("nvim-0.11") == 1

---@param client vim.lsp.Client
---@param method string
local function call(client, method, ...)
  if has_methods then
    return client[method](client, ...)
  end
  return client[method](...)
end

local EXECUTE = "workspace/executeCommand"

---@param command string
---@param argument? table
local function parameters(command, argument)
  return { command = command, arguments = { argument or vim.empty_dict() } }
end

-- JSON's null, at any depth, as Lua has it.
local function without_null(value)
  if value == vim.NIL then
    return nil
  end
  if type(value) == "table" then
    for key, member in pairs(value) do
      value[key] = without_null(member)
    end
  end
  return value
end

--- Runs a command of the server. `done` is given what the server refuses it with, or nil and the answer.
---@param client vim.lsp.Client
---@param command string
---@param argument? table
---@param done fun(refusal: string?, answer: any)
---@return boolean sent false where the server no longer runs
function M.execute(client, command, argument, done)
  return call(client, "request", EXECUTE, parameters(command, argument), function(problem, answer)
    done(problem and problem.message, without_null(answer))
  end) == true
end

--- Runs a command of the server and waits for its answer.
---@param client vim.lsp.Client
---@param command string
---@param argument table
---@param timeout integer in milliseconds
---@return any answer nil where there is none in time
function M.execute_sync(client, command, argument, timeout)
  local answer = call(client, "request_sync", EXECUTE, parameters(command, argument), timeout, 0)
  return answer and without_null(answer.result)
end

---@param client vim.lsp.Client
---@param force boolean
function M.stop(client, force)
  call(client, "stop", force)
end

return M
