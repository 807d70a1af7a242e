--- `:checkhealth uradori`
local config = require("uradori.config")
local root = require("uradori.root")
local server = require("uradori.server")

local M = {}

local function check_neovim()
  if vim.fn.has("nvim-0.10") == 0 then
    vim.health.error("Neovim 0.10 or newer is required")
  elseif vim.fn.has("nvim-0.11") == 1 then
    vim.health.ok("Neovim " .. tostring(vim.version()) .. ", started by vim.lsp.enable()")
  else
    vim.health.ok("Neovim " .. tostring(vim.version()) .. ", started by an autocommand")
  end
end

local function check_program(options)
  local program = options.cmd[1]
  local path = vim.fn.exepath(program)
  if path == "" then
    vim.health.error(("the program %q was not found"):format(program), {
      "Install it: cargo install --path . in a checkout of uradori",
      'or name it: require("uradori").setup({ cmd = { "/path/to/uradori", "lsp" } })',
    })
    return
  end
  local answer = vim.system({ path, "--version" }, { text = true, timeout = 5000 }):wait()
  if answer.code == 0 then
    vim.health.ok(("%s: %s"):format(path, vim.trim(answer.stdout)))
  else
    vim.health.warn(("%s --version ended with status %d"):format(path, answer.code))
  end
end

local function check_encodings(options)
  if not options.fileencodings then
    vim.health.info("'fileencodings' is left alone (option fileencodings = false)")
    return
  end
  local missing = {}
  -- 裏 in each encoding.
  local samples = { ["cp932"] = "\151\160", ["euc-jp"] = "\206\162", ["iso-2022-jp"] = "\27$BN\"\27(B" }
  for name, bytes in pairs(samples) do
    if vim.iconv(bytes, name, "utf-8") ~= "裏" then
      missing[#missing + 1] = name
    end
  end
  table.sort(missing)
  if #missing == 0 then
    vim.health.ok("articles in Shift_JIS, EUC-JP and ISO-2022-JP can be read")
  else
    vim.health.warn("this Neovim's iconv cannot convert " .. table.concat(missing, ", "))
  end
end

-- Newer Neovims show hovers through this parser, and fail where it is missing.
local function check_markdown()
  if pcall(vim.treesitter.language.inspect, "markdown") then
    vim.health.ok("hovers are shown as Markdown")
  else
    vim.health.warn("this Neovim has no tree-sitter parser for Markdown: hovers may fail to open", {
      "Install the parsers that belong to Neovim, for example with its official packages",
    })
  end
end

local function check_clients()
  local clients = server.clients()
  if #clients == 0 then
    vim.health.info("no server is running; open an article (" .. table.concat(config.get().filetypes, ", ") .. ")")
  end
  for _, client in ipairs(clients) do
    local buffers = vim.tbl_count(client.attached_buffers)
    local folder = client.config.root_dir
    local what = ("server %d: %s, %d buffer(s), positions in %s"):format(
      client.id,
      folder or "single files",
      buffers,
      client.offset_encoding
    )
    vim.health.ok(what)
    if folder and not root.workspace(folder) then
      vim.health.info(("%s has no %s: only texts that are mostly Japanese prose are served"):format(folder, config.MARKER))
    end
  end
end

--- Runs all checks; called by Neovim.
function M.check()
  local options = config.get()
  vim.health.start("uradori")
  check_neovim()
  check_program(options)
  check_encodings(options)
  check_markdown()
  check_clients()
end

return M
