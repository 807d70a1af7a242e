--- The commands beside what their screens show: completion, refusals, places in every encoding, colours, help.
local bench = require("bench")
local harness = require("harness")
local test, equal, contains, eventually = harness.test, harness.equal, harness.contains, harness.eventually

local ALL = { "accept", "actors", "claims", "dossier", "findings", "log", "network", "reopen", "restart" }

local ARTICLE = table.concat({
  "雁木市の灰原透市長は14日、記者団に「工事は終わった」と述べた。",
  "",
  "灰原透市長は15日にも現場を見た。港は来月にも再開すると言われている。",
  "",
}, "\n")

---@param context { plugin: string, server: string, seeds: string }
return function(context)
  local function with_child(name, body)
    bench.with_child(context, name, body)
  end

  --- A workspace with one article, open in the child.
  local function with_article(name, body)
    with_child(name, function(child, folder)
      bench.write(folder, "uradori.toml", '[[actor]]\nid = "haibara"\nname = "灰原透"\ntype = "person"\nreading = "はいばらとおる"\n')
      bench.setup(context, child, { locale = "ja" })
      child:open(bench.write(folder, "a.txt", ARTICLE))
      eventually("findings", function()
        return #child:diagnostics() > 0
      end)
      body(child, folder)
    end)
  end

  local function completed(child, line)
    return child:lua([[return vim.fn.getcompletion(..., "cmdline")]], line)
  end

  local function told(child)
    return child:lua([[return notified[#notified] and notified[#notified].message or ""]])
  end

  with_child(":Uradori completes its subcommands and refuses others", function(child)
    equal(completed(child, "Uradori "), ALL)
    equal(completed(child, "Uradori re"), { "reopen", "restart" })
    child:lua([[vim.cmd("Uradori nothing")]])
    contains(told(child), table.concat(ALL, ", "))
  end)

  with_article("names are completed, also by their reading, and codes", function(child)
    -- The folder is read in the background.
    eventually("the name", function()
      return vim.deep_equal(completed(child, "Uradori dossier 灰"), { "灰原透" })
    end)
    equal(completed(child, "Uradori actors haibara"), { "灰原透" })
    equal(completed(child, "Uradori claims hear"), { "hearsay" })
    equal(completed(child, "Uradori claims x"), {})
    equal(completed(child, "Uradori accept "), {})
  end)

  with_child("with no server and no workspace a command says what to do", function(child, folder)
    bench.setup(context, child, { locale = "ja" })
    child:lua([[vim.cmd.cd(...)]], folder)
    for _, command in ipairs({ "claims", "dossier", "actors", "accept", "reopen", "network" }) do
      child:lua([[notified = {} vim.cmd("Uradori " .. ...)]], command)
      contains(told(child), "サーバーが動いていません", command)
    end
  end)

  with_child("with no program a command says so", function(child, folder)
    bench.write(folder, "uradori.toml", "")
    bench.setup(context, child, { locale = "ja", cmd = { "/nowhere/uradori", "lsp" } })
    child:lua([[vim.cmd.cd(...) vim.cmd("Uradori claims")]], folder)
    contains(told(child), "/nowhere/uradori")
  end)

  with_article("what is not at the cursor is said", function(child)
    child:cursor_to("現場を")
    child:lua([[vim.cmd("Uradori dossier")]])
    eventually("the message", function()
      return told(child):find("名前はありません", 1, true)
    end)
    child:cursor_to("雁木市")
    child:lua([[vim.cmd("Uradori accept")]])
    eventually("the message", function()
      return told(child):find("指摘はありません", 1, true)
    end)
    child:lua([[vim.cmd("Uradori dossier 誰でもない人")]])
    eventually("the message", function()
      return told(child):find("「誰でもない人」は記事に出てきません", 1, true)
    end)
    child:lua([[vim.cmd("Uradori reopen")]])
    eventually("the message", function()
      return told(child):find("受け入れた指摘はありません", 1, true)
    end)
  end)

  with_article("claims of a code alone, and none where there are none", function(child)
    child:lua([[vim.cmd("Uradori claims hearsay")]])
    eventually("the list", function()
      return #child:quickfix() > 0
    end)
    for _, item in ipairs(child:lua([[return vim.fn.getqflist()]])) do
      contains(item.text, "[hearsay]")
    end
    child:one_window()
    child:lua([[vim.cmd("Uradori claims unnamed-source")]])
    eventually("the message", function()
      return told(child):find("記事に指摘はありません", 1, true)
    end)
  end)

  with_child("every claim of the starter workspace is listed at its words, in whatever encoding its article is", function(child)
    bench.setup(context, child, { locale = "ja" })
    child:lua([[vim.cmd.cd(vim.fn.fnameescape(...)) vim.cmd("Uradori claims")]], context.seeds)
    eventually("the list", function()
      return child:lua([[return #vim.fn.getqflist()]]) > 0
    end)
    local items = child:lua([[
      local list = {}
      for _, item in ipairs(vim.fn.getqflist()) do
        local name = vim.api.nvim_buf_get_name(item.bufnr)
        if not vim.api.nvim_buf_is_loaded(item.bufnr) then vim.cmd.edit(vim.fn.fnameescape(name)) end
        local line = vim.api.nvim_buf_get_lines(item.bufnr, item.lnum - 1, item.lnum, false)[1]
        list[#list + 1] = {
          at = line:sub(item.col), text = item.text, name = vim.fs.basename(name),
          encoding = vim.bo[item.bufnr].fileencoding,
        }
      end
      return list
    ]])
    local encodings, compared = {}, 0
    for _, item in ipairs(items) do
      -- The messages of most codes begin with the words that they are about.
      local words = item.text:match("^%[[%w-]+%] 「(.-)」")
      if words and not words:find("…", 1, true) then
        assert(vim.startswith(item.at, words), ("%s: %s, but there stands %s"):format(item.name, item.text, item.at))
        encodings[item.encoding] = true
        compared = compared + 1
      end
    end
    assert(compared > 20, "too few to tell: " .. compared)
    equal({ encodings["utf-8"], encodings["cp932"], encodings["euc-jp"] }, { true, true, true }, "encodings met")
  end)

  with_article("a dossier takes :vertical and :tab, and is opened once", function(child)
    child:cursor_to("灰原透")
    child:lua([[vim.cmd("vertical Uradori dossier")]])
    eventually("the page", function()
      return child:lua([[return vim.bo.filetype]]) == "uradori"
    end)
    equal(child:lua([[return vim.fn.winlayout()[1] ]]), "row", "the windows")
    equal(child:lua([[return { vim.bo.buftype, vim.bo.modifiable, vim.bo.swapfile } ]]), { "nofile", false, false })
    -- The page is written anew, which its change counter tells.
    local written = child:lua([[return vim.b.changedtick]])
    child:lua([[vim.cmd("Uradori dossier 灰原透")]])
    eventually("the page anew", function()
      return child:lua([[return vim.b.changedtick]]) ~= written
    end)
    equal(child:lua([[return #vim.api.nvim_list_wins()]]), 2, "windows")
    child:keys("q")
    eventually("the page to go", function()
      return child:lua([[return #vim.api.nvim_list_wins()]]) == 1
    end)
    child:lua([[vim.cmd("tab Uradori dossier 灰原透")]])
    eventually("the tab page", function()
      return child:lua([[return #vim.api.nvim_list_tabpages()]]) == 2
    end)
  end)

  with_article("gd on a line of a dossier goes there, though the article's window is gone; a heading does not", function(child)
    child:lua([[vim.cmd("Uradori dossier 灰原透")]])
    eventually("the page", function()
      return child:lua([[return vim.bo.filetype]]) == "uradori"
    end)
    child:keys("gg<CR>")
    eventually("the message", function()
      return told(child):find("行き先はありません", 1, true)
    end)
    child:lua([[vim.cmd.only()]])
    child:cursor_to("工事は終わった")
    child:keys("gd")
    eventually("the article", function()
      return child:name() == "a.txt"
    end)
    contains(child:at_cursor(), "「工事は終わった」")
    equal(child:lua([[return #vim.api.nvim_list_wins()]]), 2, "windows: page and article")
  end)

  --- The groups as the help lists them: name and default.
  local function documented()
    local groups = {}
    for line in io.lines(context.plugin .. "/doc/uradori.txt") do
      local name, default = line:match("^%*hl%-(Uradori%a+)%*%s+(%a+)")
      if name then
        groups[name] = default
      end
    end
    return groups
  end

  with_article("the groups are those of the help, in dark and light and after a colour scheme", function(child)
    local expected = documented()
    for _, look in ipairs({ "set background=dark", "set background=light", "colorscheme habamax", "colorscheme default" }) do
      local actual = child:lua(
        [[
          vim.cmd(...)
          local groups = {}
          for _, group in ipairs(require("uradori.highlights").groups) do
            local is = vim.api.nvim_get_hl(0, { name = group.name })
            groups[group.name] = is.link or (is.bold and "bold") or (is.italic and "italic") or "nothing"
          end
          return groups
        ]],
        look
      )
      equal(actual, expected, look)
    end
  end)

  with_article("a group of the user's own is left alone", function(child)
    local link = child:lua([[
      vim.api.nvim_set_hl(0, "UradoriPlace", { link = "Constant" })
      require("uradori.highlights").enable()
      return vim.api.nvim_get_hl(0, { name = "UradoriPlace" }).link
    ]])
    equal(link, "Constant")
  end)

  with_article("names, quotations, cues and claims are coloured", function(child)
    -- Only what is on a screen is coloured.
    local screen = require("screen").attach(child:lua("return vim.v.servername"), 80, 24)
    local function groups_at(text, count)
      child:cursor_to(text, count)
      return child:lua([[
        vim.cmd.redraw()
        local groups = {}
        for _, mark in ipairs(vim.inspect_pos().semantic_tokens) do groups[#groups + 1] = mark.opts.hl_group end
        return groups
      ]])
    end
    for text, group in pairs({
      ["灰原透"] = "UradoriPerson",
      ["工事は"] = "UradoriQuotation",
      ["と述べ"] = "UradoriCue",
      ["と言われ"] = "UradoriFinding",
    }) do
      eventually(group .. " on " .. text, function()
        return vim.tbl_contains(groups_at(text), group)
      end)
    end
    assert(vim.tbl_contains(groups_at("灰原透"), "UradoriIntroduction"), "the first mention does not introduce")
    assert(not vim.tbl_contains(groups_at("灰原透", 2), "UradoriIntroduction"), "the second mention introduces")
    screen:close()
  end)

  with_child("the help has no faults, and a page on every command, option and topic", function(child)
    -- Fails on a tag that is there twice.
    child:lua([[vim.cmd("helptags " .. vim.fn.fnameescape(...))]], context.plugin .. "/doc")
    local topics = {
      "uradori",
      "uradori.setup()",
      "uradori-options",
      "uradori-pages",
      "uradori-highlights",
      "uradori-files",
      "uradori-encodings",
      "uradori-trouble",
      ":Uradori",
    }
    for _, name in ipairs(child:lua([[return require("uradori.command").names()]])) do
      topics[#topics + 1] = ":Uradori-" .. name
    end
    for _, group in ipairs(child:lua([[return require("uradori.highlights").groups]])) do
      topics[#topics + 1] = "hl-" .. group.name
    end
    for _, topic in ipairs(topics) do
      child:lua([[vim.cmd.help(...)]], topic)
      contains(child:lua([[return vim.fn.getline(".")]]), "*" .. topic .. "*")
    end
  end)

  test("the help shows the default options", function()
    local help = table.concat(vim.fn.readfile(context.plugin .. "/doc/uradori.txt"), "\n")
    local options = help:match('require%("uradori"%)%.setup%(({\n.-\n *})%)')
    local shown = loadstring("return " .. options)()
    package.path = context.plugin .. "/lua/?.lua;" .. package.path
    equal(shown, require("uradori.config").get())
  end)
end
