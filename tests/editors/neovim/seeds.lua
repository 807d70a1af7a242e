--- What a user does with the starter workspace: hover, jump across articles and back, read the findings, edit.
---
--- The names below stand in the articles of `seeds/`; the whole round is made once for every position encoding.
local harness = require("harness")
local test, equal, contains, eventually = harness.test, harness.equal, harness.contains, harness.eventually
local begins_with_one_of = harness.begins_with_one_of

-- UTF-8, LF. Names the prime minister in full; other articles have her surname alone. She is not in `uradori.toml`.
local PLEDGE = "wire-02-caressa-pledge.txt"
local PREMIER = { "イレーナ・ヴォルク", "ヴォルク" }

-- In how many articles she must be known at least.
local ARTICLES = 3

-- Shift_JIS, CRLF. Names the researcher in full, as two other articles do.
local LEAK = "wire-03-sokai-cable-leak.txt"
local RESEARCHER = { "モニカ・デルガ", "デルガ" }
local REPORT = "mt-02-kestrel-report.txt"

-- EUC-JP.
local COURT = "blog-02-senkyo-saiban.txt"

-- Has a sentence that ends in とされる with nobody behind it.
local GRID = "wire-01-kirigaura-grid.txt"
local UNVOUCHED = "同集団はエストヴァルの情報機関の指揮下にあるとされる"

-- DESIGN: the registry of codes.
local CODES = {
  "unnamed-source",
  "accusation",
  "hearsay",
  "agentless",
  "figure",
  "quote",
  "inference",
  "judgement",
}

---@param context { plugin: string, server: string, seeds: string }
---@param encoding? string a position encoding to insist on; nil leaves the choice to client and server
local function round(context, encoding)
  local title = encoding and (encoding .. ": ") or ""
  local state = vim.fn.tempname()
  local child = harness.child({ plugin = context.plugin, state = state })
  child:lua(
    [[
      local server, encoding = ...
      require("uradori").setup({
        cmd = { server, "lsp" },
        locale = "ja",
        capabilities = encoding and { general = { positionEncodings = { encoding } } } or nil,
      })
    ]],
    context.server,
    encoding
  )

  local function open(name)
    child:one_window()
    child:open(context.seeds .. "/" .. name)
  end

  --- Waits until the server knows `names` from at least `files` articles: it reads the folder in the background.
  local function indexed(names, files)
    child:cursor_to(names[1])
    eventually(("%s in %d articles"):format(names[1], files), function()
      local found = child:lua([[
        local client = vim.lsp.get_clients({ bufnr = 0, name = "uradori" })[1]
        local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
        params.context = { includeDeclaration = true }
        local answer = vim.lsp.buf_request_sync(0, "textDocument/references", params, 5000)
        local seen = {}
        for _, place in ipairs(answer and answer[client.id] and answer[client.id].result or {}) do seen[place.uri] = true end
        return vim.tbl_count(seen)
      ]])
      return found >= files
    end)
  end

  --- Calls `vim.lsp.buf.<what>()` and waits until the cursor has moved to another article or a list is shown; from a list
  --- its first entry is taken, as <CR> does. Returns the names of the files that were offered.
  local function jump(what)
    local from = child:name()
    child:lua([[vim.fn.setqflist({}, "f") vim.lsp.buf[...]()]], what)
    eventually(what .. " to answer", function()
      return child:name() ~= from or #child:quickfix() > 0
    end)
    local offered = vim.tbl_map(function(entry)
      return entry.name
    end, child:quickfix())
    if #offered > 0 then
      child:lua([[vim.cmd.cclose() vim.cmd("silent cfirst")]])
    end
    return #offered > 0 and offered or { child:name() }
  end

  test(title .. "the server attaches to an article, the workspace is its folder", function()
    open(PLEDGE)
    local found = child:lua([[
      local client = vim.lsp.get_clients({ bufnr = 0, name = "uradori" })[1]
      return { client.config.root_dir, client.offset_encoding }
    ]])
    equal(found[1], context.seeds, "root")
    if encoding then
      equal(found[2], encoding, "position encoding")
    end
  end)

  test(title .. "K on a name shows who this is", function()
    open(PLEDGE)
    indexed(PREMIER, ARTICLES)
    child:cursor_to(PREMIER[1])
    child:keys("K")
    local shown = eventually("the hover window", function()
      return child:float()
    end)
    contains(shown, "イレーナ・ヴォルク", "hover")
    contains(shown, "首相", "hover, the title she is known under")
  end)

  test(title .. "an ordinary word leads nowhere", function()
    open(PLEDGE)
    child:cursor_to("市民であって")
    local answer = child:lua([[
      local client = vim.lsp.get_clients({ bufnr = 0, name = "uradori" })[1]
      local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
      local answer = vim.lsp.buf_request_sync(0, "textDocument/definition", params, 5000)
      local result = answer[client.id].result
      return { answer[client.id].err ~= nil, result == nil or result == vim.NIL or vim.tbl_isempty(result) }
    ]])
    equal(answer, { false, true }, "an error, nothing to jump to")
  end)

  test(title .. "definition jumps to another article that introduces the same actor", function()
    open(PLEDGE)
    indexed(PREMIER, ARTICLES)
    child:cursor_to(PREMIER[1])
    local offered = jump("definition")
    assert(not vim.tbl_contains(offered, PLEDGE), "the article at hand is offered although there are others")
    assert(child:name() ~= PLEDGE, "still in " .. PLEDGE)
    begins_with_one_of(child:at_cursor(), PREMIER, "under the cursor in " .. child:name())
  end)

  test(title .. "references from there lead back, and every one stands on a mention", function()
    open(PLEDGE)
    indexed(PREMIER, ARTICLES)
    child:cursor_to(PREMIER[1])
    jump("definition")
    local away = child:name()
    child:lua([[vim.fn.setqflist({}, "f") vim.lsp.buf.references()]])
    local list = eventually("the quickfix list", function()
      local entries = child:quickfix()
      return #entries > 0 and entries
    end)
    equal(list[1].name, away, "the article at hand comes first")
    local back
    local articles = {}
    for number, entry in ipairs(list) do
      articles[entry.name] = true
      if entry.name == PLEDGE and vim.startswith(entry.at, PREMIER[1]) then
        back = back or number
      end
    end
    assert(vim.tbl_count(articles) >= ARTICLES, "mentions in too few articles: " .. vim.inspect(vim.tbl_keys(articles)))
    assert(back, PLEDGE .. " is not among them")
    child:lua([[vim.cmd.cclose() vim.cmd("silent cc " .. ...)]], back)
    equal(child:name(), PLEDGE, "back in")
    begins_with_one_of(child:at_cursor(), PREMIER, "under the cursor")
  end)

  test(title .. "CTRL-] goes there too, and CTRL-T comes back", function()
    open(PLEDGE)
    indexed(PREMIER, ARTICLES)
    child:cursor_to(PREMIER[1])
    child:keys("<C-]>")
    eventually("the jump", function()
      return child:name() ~= PLEDGE
    end)
    begins_with_one_of(child:at_cursor(), PREMIER, "under the cursor in " .. child:name())
    child:keys("<C-t>")
    eventually("the way back", function()
      return child:name() == PLEDGE
    end)
    begins_with_one_of(child:at_cursor(), PREMIER, "under the cursor")
  end)

  test(title .. "findings stand on the sentences that nobody vouches for", function()
    open(GRID)
    local found = eventually("findings", function()
      local list = child:diagnostics()
      return #list > 0 and list
    end)
    for _, finding in ipairs(found) do
      assert(vim.tbl_contains(CODES, finding.code), "no such code: " .. finding.code)
      assert(finding.message ~= "", "a finding without a message")
    end
    child:cursor_to(UNVOUCHED)
    local line = child:lua([[return vim.api.nvim_win_get_cursor(0)[1] - 1]])
    local here = vim.tbl_filter(function(finding)
      return finding.line == line and UNVOUCHED:find(finding.text, 1, true) or finding.text:find(UNVOUCHED, 1, true)
    end, found)
    assert(#here > 0, "no finding on 「" .. UNVOUCHED .. "」: " .. vim.inspect(found))
  end)

  test(title .. ":Uradori findings lists them", function()
    open(GRID)
    local found = eventually("findings", function()
      local list = child:diagnostics()
      return #list > 0 and list
    end)
    child:lua([[vim.cmd("Uradori findings")]])
    local listed = vim.tbl_filter(function(entry)
      return entry.name == GRID
    end, child:quickfix())
    equal(#listed, #found, "findings of " .. GRID)
  end)

  test(title .. "a claim typed in is found at once, and gone with undo", function()
    open(GRID)
    local before = eventually("findings", function()
      local list = child:diagnostics()
      return #list > 0 and list
    end)
    child:cursor_to("停電の翌朝には")
    -- Typed, so that the text reaches the server as a user's keys do.
    child:keys("O<CR><Esc>kO東稜州の𠮷田橋が壊されたと言われている。<Esc>")
    local line
    eventually("the new finding", function()
      line = child:lua([[return vim.fn.search("𠮷田橋", "nw") - 1]])
      for _, finding in ipairs(child:diagnostics()) do
        if finding.line == line and finding.code == "hearsay" then
          return true
        end
      end
    end)
    child:keys("u")
    eventually("the findings of before", function()
      -- What was typed is one or several undo steps, by how the keys came in.
      if child:lua([[return vim.fn.search("𠮷田橋", "nw")]]) > 0 or child:lua("return vim.bo.modified") then
        child:keys("u")
      end
      return vim.deep_equal(child:diagnostics(), before)
    end)
  end)

  test(title .. "the Shift_JIS article opens as text and its names are known", function()
    open(LEAK)
    equal(child:lua("return vim.bo.fileencoding"), "cp932", "'fileencoding'")
    equal(child:lua("return vim.bo.fileformat"), "dos", "'fileformat'")
    indexed(RESEARCHER, 3)
    child:cursor_to(RESEARCHER[1])
    child:keys("K")
    contains(
      eventually("the hover window", function()
        return child:float()
      end),
      "モニカ・デルガ",
      "hover"
    )
  end)

  test(title .. "a jump from a UTF-8 article lands on the name in the Shift_JIS one", function()
    open(REPORT)
    indexed(RESEARCHER, 3)
    child:lua(
      [[
        local leak, loaded = ...
        for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
          if bufnr ~= vim.api.nvim_get_current_buf() then vim.api.nvim_buf_delete(bufnr, { force = true }) end
        end
        if loaded then vim.fn.bufload(vim.fn.bufadd(leak)) end
      ]],
      context.seeds .. "/" .. LEAK,
      -- Neovim counts UTF-16 and UTF-32 columns of a file that is not loaded in its bytes on disk, which fits UTF-8 only.
      encoding == "utf-16" or encoding == "utf-32"
    )
    child:cursor_to(RESEARCHER[1])
    child:lua([[vim.fn.setqflist({}, "f") vim.lsp.buf.references()]])
    local list = eventually("the quickfix list", function()
      local entries = child:quickfix()
      return #entries > 0 and entries
    end)
    local number
    for index, entry in ipairs(list) do
      if entry.name == LEAK then
        number = number or index
      end
    end
    assert(number, LEAK .. " is not among " .. vim.inspect(list))
    child:lua([[vim.cmd.cclose() vim.cmd("silent cc " .. ...)]], number)
    equal(child:name(), LEAK, "file")
    equal(child:lua("return vim.bo.fileencoding"), "cp932", "'fileencoding'")
    begins_with_one_of(child:at_cursor(), RESEARCHER, "under the cursor")
  end)

  test(title .. "the EUC-JP article opens as text and has findings", function()
    open(COURT)
    equal(child:lua("return vim.bo.fileencoding"), "euc-jp", "'fileencoding'")
    eventually("findings", function()
      return #child:diagnostics() > 0
    end)
  end)

  test(title .. "the outline has entries", function()
    open("digest-01-milda-sanctions.txt")
    local names = child:lua([[
      local client = vim.lsp.get_clients({ bufnr = 0, name = "uradori" })[1]
      local params = { textDocument = vim.lsp.util.make_text_document_params(0) }
      local answer = vim.lsp.buf_request_sync(0, "textDocument/documentSymbol", params, 5000)
      local names = {}
      local function collect(symbols)
        for _, symbol in ipairs(symbols or {}) do
          names[#names + 1] = symbol.name
          collect(symbol.children)
        end
      end
      collect(answer[client.id].result)
      return table.concat(names, "\n")
    ]])
    contains(names, "概要", "outline")
    contains(names, "要点", "outline")
  end)

  test(title .. "the server ends when Neovim does", function()
    open(PLEDGE)
    local servers = vim.api.nvim_get_proc_children(vim.fn.jobpid(child.channel))
    assert(#servers > 0, "Neovim has no child process")
    child:stop()
    for _, pid in ipairs(servers) do
      eventually("process " .. pid .. " to end", function()
        return vim.uv.kill(pid, 0) ~= 0
      end)
    end
  end)
  vim.fn.delete(state, "rf")
end

---@param context { plugin: string, server: string, seeds: string }
return function(context)
  round(context, nil)
  round(context, "utf-8")
  -- 0.10 sends the end of the line for most places in a Japanese line when it counts in these.
  if vim.fn.has("nvim-0.11") == 1 then
    round(context, "utf-16")
    round(context, "utf-32")
  end
end
