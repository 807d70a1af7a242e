--- Starting, attaching and restarting the language server.
local config = require("uradori.config")
local messages = require("uradori.messages")
local root = require("uradori.root")

local M = {}

--- The name under which Neovim knows the client.
M.NAME = "uradori"

-- `vim.lsp.config` and `vim.lsp.enable` came with 0.11; on 0.10 an autocommand does the same.
local has_enable = vim.fn.has("nvim-0.11") == 1

-- How long a server may take to end on `:Uradori restart` before it is killed, in milliseconds.
local STOP_TIMEOUT = 3000

---@type fun()? Starts the server for all open article buffers.
local start_all

---@param options uradori.Options
local function client_config(options)
  return {
    name = M.NAME,
    cmd = options.cmd,
    filetypes = options.filetypes,
    on_attach = options.on_attach,
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
    if root.is_file(bufnr) then
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
  local function attach(bufnr)
    -- Asked on every version: `vim.lsp.enable` passes over a missing program without a word.
    if root.is_file(bufnr) and executable(options) and not has_enable then
      attach_by_hand(options, bufnr)
    end
  end
  vim.api.nvim_create_autocmd("FileType", {
    group = vim.api.nvim_create_augroup("uradori.attach", { clear = true }),
    pattern = options.filetypes,
    desc = "Start the uradori language server",
    callback = function(event)
      attach(event.buf)
    end,
  })
  start_all = function()
    if has_enable then
      enable_by_config(options)
    end
    for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
      if vim.api.nvim_buf_is_loaded(bufnr) and vim.tbl_contains(options.filetypes, vim.bo[bufnr].filetype) then
        attach(bufnr)
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

---@param client vim.lsp.Client
---@param force boolean
local function stop(client, force)
  if has_enable then
    client:stop(force)
  else
    client.stop(force)
  end
end

--- Ends every uradori server and starts it again for the buffers that are open, with the options now in force.
function M.restart()
  if not start_all then
    messages.show(vim.log.levels.WARN, "no_setup")
    return
  end
  for _, client in ipairs(M.clients()) do
    stop(client, false)
  end
  local ended = vim.wait(STOP_TIMEOUT, function()
    return #M.clients() == 0
  end, 10)
  if not ended then
    for _, client in ipairs(M.clients()) do
      stop(client, true)
    end
  end
  start_all()
end

return M
