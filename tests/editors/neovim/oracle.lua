--- A real Neovim as the oracle of synchronisation: it makes random edits, and now and then the server's text must be the
--- buffer's, byte for byte, in each position encoding that the protocol has.
---
--- nvim --headless --clean -l oracle.lua    with URADORI_SERVER set; URADORI_SEED_FIRST, URADORI_SEED_COUNT and
--- URADORI_EDITS say how much (1, 4 and 500 where they do not).
local server = assert(os.getenv("URADORI_SERVER"), "URADORI_SERVER is not set")
local first = tonumber(os.getenv("URADORI_SEED_FIRST") or "1")
local count = tonumber(os.getenv("URADORI_SEED_COUNT") or "4")
local edits = tonumber(os.getenv("URADORI_EDITS") or "500")
local random = math.random

-- Letters of every width in every encoding, and what joins with its neighbours.
local pieces = {
  "a",
  "鷹取静馬氏は、",
  "\n",
  "𠮷野",
  "葛\u{e0100}城",
  "か\u{3099}",
  "👩‍👩‍👧",
  "é",
  "\t",
  "",
  "「合意は守る」と述べた。",
  "\n\n",
  "\u{2028}",
  "ﾊﾝｶｸ ",
}

local function piece()
  return pieces[random(#pieces)]
end

--- A random line, but never the first, which stays. To Neovim a buffer of one empty line has no lines, and the changes that
--- it sends on the way there fall short of it by a line end (0.12); what it does not say nobody can know.
local function a_line()
  if vim.fn.line("$") == 1 then
    vim.api.nvim_buf_set_lines(0, -1, -1, false, { "笹倉玄報道官" })
  end
  return random(2, vim.fn.line("$"))
end

--- A random byte of a line at which a letter begins, or its end.
local function a_column(line)
  local text = vim.fn.getline(line)
  local column = random(0, #text)
  while column > 0 and column < #text and text:byte(column + 1) >= 0x80 and text:byte(column + 1) < 0xC0 do
    column = column - 1
  end
  return column
end

local function ex(command)
  -- There is nothing to undo at first, and a pattern need not be there.
  pcall(vim.cmd, "silent " .. command)
end

local moves = {
  function()
    local line = a_line()
    local column = a_column(line)
    vim.api.nvim_buf_set_text(0, line - 1, column, line - 1, column, vim.split(piece() .. piece(), "\n"))
  end,
  function()
    local from = a_line()
    local to = math.min(vim.fn.line("$"), from + random(0, 3))
    local a, b = a_column(from), a_column(to)
    if from < to or a <= b then
      vim.api.nvim_buf_set_text(0, from - 1, a, to - 1, b, vim.split(piece(), "\n"))
    end
  end,
  function()
    local from = a_line()
    local to = math.min(vim.fn.line("$"), from + random(0, 3))
    vim.api.nvim_buf_set_lines(0, from - 1, to, false, vim.split(piece() .. piece() .. piece(), "\n"))
  end,
  function()
    ex("undo")
  end,
  function()
    ex("redo")
  end,
  function()
    ex("keeppatterns %s/鷹取/𠮷/g")
  end,
  function()
    ex(("%dm%d"):format(a_line(), random(1, vim.fn.line("$"))))
  end,
  function()
    ex(("%dj"):format(a_line()))
  end,
  function()
    vim.fn.cursor(a_line(), random(12))
    ex("normal! xp~yyp")
  end,
  function()
    vim.fn.cursor(a_line(), random(12))
    ex("normal! Dp")
  end,
  function()
    ex("g/^$/d")
  end,
  function()
    vim.fn.cursor(a_line(), random(12))
    ex("normal! i" .. piece():gsub("\n", "\r"))
  end,
}

local failures = 0

local function compare(client, seed, done)
  local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  local wanted = table.concat(lines, "\n") .. "\n"
  local parameters = { textDocument = { uri = vim.uri_from_bufnr(0) } }
  local answer
  if vim.fn.has("nvim-0.11") == 1 then
    answer = client:request_sync("uradori/text", parameters, 60000, 0)
  else
    answer = client.request_sync("uradori/text", parameters, 60000, 0)
  end
  local got = answer and answer.result and answer.result.text
  if got ~= wanted then
    failures = failures + 1
    io.stdout:write(("MISMATCH seed %d after %d edits\nwanted %q\ngot    %q\n"):format(seed, done, wanted, tostring(got)))
    return false
  end
  return true
end

local function run(seed, encoding)
  math.randomseed(seed)
  vim.cmd("silent enew!")
  vim.bo.swapfile = false
  vim.api.nvim_buf_set_name(0, ("%s/oracle-%s-%d.txt"):format(vim.fn.tempname(), encoding, seed))
  local levels = vim.bo.undolevels
  vim.bo.undolevels = -1
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { "鷹取静馬大統領は14日、会見した。", "𠮷田冬樹首相も出席した。", "" })
  vim.bo.undolevels = levels
  local capabilities = vim.lsp.protocol.make_client_capabilities()
  capabilities.general = vim.tbl_extend("force", capabilities.general or {}, { positionEncodings = { encoding } })
  local id = assert(vim.lsp.start({
    name = "uradori-oracle",
    cmd = { server, "lsp" },
    capabilities = capabilities,
    init_options = { cache = { articles = false } },
    flags = { debounce_text_changes = 0 },
  }))
  local client
  assert(
    vim.wait(60000, function()
      client = vim.lsp.get_client_by_id(id)
      return client ~= nil and client.initialized == true
    end, 5),
    "the server does not start"
  )
  assert(client.offset_encoding == encoding, "agreed upon " .. client.offset_encoding)
  for n = 1, edits do
    moves[random(#moves)]()
    if vim.fn.line("$") > 60 then
      ex("30,$d")
    end
    if n % 25 == 0 and not compare(client, seed, n) then
      break
    end
  end
  compare(client, seed, edits)
  if vim.fn.has("nvim-0.11") == 1 then
    client:stop(true)
  else
    client.stop(true)
  end
end

for _, encoding in ipairs({ "utf-16", "utf-8", "utf-32" }) do
  for seed = first, first + count - 1 do
    run(seed, encoding)
  end
  io.stdout:write(("ok    %s: %d seeds of %d edits\n"):format(encoding, count, edits))
end
io.stdout:flush()
vim.cmd(failures == 0 and "qall!" or "cquit 1")
