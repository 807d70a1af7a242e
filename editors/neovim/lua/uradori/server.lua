--- Starting, attaching, finding and restarting the language server.
local client_of = require("uradori.client")
local config = require("uradori.config")
local messages = require("uradori.messages")
local root = require("uradori.root")
local task = require("uradori.task")

local M = {}

--- The name under which Neovim knows the client.
M.NAME = "uradori"

-- `vim.lsp.config` and `vim.lsp.enable` came with 0.11; on 0.10 an autocommand does the same.
local has_enable = vim.fn.has("nvim-0.11") == 1

-- How long a server may take to end on `:Uradori restart` before it is killed, in milliseconds.
local STOP_TIMEOUT = 3000

---@type fun()? Starts the server for all open article buffers.
local start_all

--- Asks anew for the findings of the open articles: something other than their text has changed, such as what is accepted.
--- Neovim's own answer to that is to ask for the whole workspace where a server can be asked (0.12), and then to pass over the
--- buffers that are open.
local function refresh_diagnostics(_, _, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  for bufnr in pairs(client and client.attached_buffers or {}) do
    local params = { textDocument = vim.lsp.util.make_text_document_params(bufnr) }
    client:request("textDocument/diagnostic", params, nil, bufnr)
  end
  return vim.NIL
end

---@param options uradori.Options
local function client_config(options)
  return {
    name = M.NAME,
    cmd = options.cmd,
    filetypes = options.filetypes,
    init_options = options.init_options,
    on_attach = options.on_attach,
    -- The server's action accepts without a reason, since not every editor can ask for one. This one can.
    commands = {
      ["uradori.accept"] = function(command, context)
        local client = assert(vim.lsp.get_client_by_id(context.client_id))
        require("uradori.acceptance").accept_claim(client, command.arguments[1])
      end,
    },
    handlers = has_enable and { ["workspace/diagnostic/refresh"] = refresh_diagnostics } or nil,
    -- 0.10 takes this table as it is; later versions would merge it over their own.
    capabilities = vim.tbl_deep_extend(
      "force",
      vim.lsp.protocol.make_client_capabilities(),
      -- 0.10 can do all three but offers UTF-16 alone, and gets it wrong for Japanese: it takes a byte index beyond the
      -- line's length in UTF-16 units for the end of the line. Every version counts UTF-16 columns of a file that is not
      -- loaded in its bytes on disk, and so misses in one that is not UTF-8. UTF-8 columns need no counting.
      { general = { positionEncodings = { "utf-8", "utf-16", "utf-32" } } },
      options.capabilities or {}
    ),
    -- Neovim sends no locale of its own.
    before_init = function(params)
      params.locale = config.locale()
      -- 0.10 asks for diagnostics after an edit, and cannot be told to ask again when something else has changed (a finding
      -- accepted, a severity set). There the server is to tell them by itself.
      local able = params.capabilities or {}
      local refreshes = vim.tbl_get(able, "workspace", "diagnostics", "refreshSupport")
      if able.textDocument and not refreshes then
        able.textDocument.diagnostic = nil
      end
    end,
  }
end

-- Reports once per session that the program is missing: one message per opened file would be a nuisance.
local reported = false
local function executable(options)
  if vim.fn.executable(options.cmd[1]) == 1 then
    return true
  end
  if not reported then
    reported = true
    messages.show(vim.log.levels.WARN, "no_program", options.cmd[1])
  end
  return false
end

---@param options uradori.Options
local function enable_by_config(options)
  local client = client_config(options)
  client.root_dir = function(bufnr, on_dir)
    if root.wants(bufnr) then
      on_dir(root.of(bufnr))
    end
  end
  vim.lsp.config[M.NAME] = client
  vim.lsp.enable(M.NAME)
end

---@param options uradori.Options
---@param bufnr integer
local function attach_by_hand(options, bufnr)
  local client = client_config(options)
  client.root_dir = root.of(bufnr)
  vim.lsp.start(client, { bufnr = bufnr })
end

--- Starts the server for open and future article buffers.
---@param options uradori.Options
function M.enable(options)
  reported = false
  local function attach(bufnr, by_hand)
    -- Asked on every version: `vim.lsp.enable` passes over a missing program without a word.
    if root.wants(bufnr) and executable(options) and by_hand then
      attach_by_hand(options, bufnr)
    end
  end
  local group = vim.api.nvim_create_augroup("uradori.attach", { clear = true })
  vim.api.nvim_create_autocmd("FileType", {
    group = group,
    pattern = options.filetypes,
    desc = "Start the uradori language server",
    callback = function(event)
      attach(event.buf, not has_enable)
    end,
  })
  vim.api.nvim_create_autocmd("BufWritePost", {
    group = group,
    desc = "Start the uradori language server for a text that has become an article",
    callback = function(event)
      local known = vim.tbl_contains(options.filetypes, vim.bo[event.buf].filetype)
      if known and #vim.lsp.get_clients({ bufnr = event.buf, name = M.NAME }) == 0 then
        attach(event.buf, true)
      end
    end,
  })
  start_all = function()
    if has_enable then
      enable_by_config(options)
    end
    for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
      if vim.api.nvim_buf_is_loaded(bufnr) and vim.tbl_contains(options.filetypes, vim.bo[bufnr].filetype) then
        attach(bufnr, not has_enable)
      end
    end
  end
  start_all()
end

--- The running clients of this plugin.
---@return vim.lsp.Client[]
function M.clients()
  return vim.lsp.get_clients({ name = M.NAME })
end

--- Starts the server for a folder of which no article is open; waits until it is ready.
---@param folder string
---@return vim.lsp.Client
local function start_for(folder)
  local options = config.get()
  if not executable(options) then
    task.refuse(messages.text("no_program", options.cmd[1]))
  end
  return task.await(function(done)
    local client = client_config(options)
    client.root_dir = folder
    client.on_init = done
    if has_enable then
      vim.lsp.start(client, { attach = false })
    else
      vim.lsp.start_client(client)
    end
  end)
end

--- The server to ask from here: that of the current buffer, or of the page it shows; else one that runs, else a new one
--- for the workspace around the current folder. Within a task, which ends where there is none.
---@return vim.lsp.Client
function M.here()
  local attached = vim.lsp.get_clients({ bufnr = 0, name = M.NAME })[1]
  local noted = vim.b.uradori_client and vim.lsp.get_client_by_id(vim.b.uradori_client)
  local client = attached or noted
  if client then
    return client
  end
  local folder = root.workspace(vim.fn.getcwd())
  for _, running in ipairs(M.clients()) do
    if not folder or running.config.root_dir == folder then
      return running
    end
  end
  if not folder then
    task.refuse(messages.text("no_server"))
  end
  return start_for(folder)
end

--- Ends every uradori server and starts it again for the buffers that are open, with the options now in force.
function M.restart()
  if not start_all then
    messages.show(vim.log.levels.WARN, "no_setup")
    return
  end
  for _, client in ipairs(M.clients()) do
    client_of.stop(client, false)
  end
  local ended = vim.wait(STOP_TIMEOUT, function()
    return #M.clients() == 0
  end, 10)
  if not ended then
    for _, client in ipairs(M.clients()) do
      client_of.stop(client, true)
    end
  end
  start_all()
end

return M
