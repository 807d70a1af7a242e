--- What the plugin looks like: the screens of a real Neovim, compared cell by cell with the ones in screens/.
---
--- A screen is compared until it is as it should be, so a slow machine only takes longer. With URADORI_SCREENS=update what is
--- drawn becomes the reference; look at the difference before it is committed.
local harness = require("harness")
local screen_of = require("screen")
local test, equal, contains, eventually = harness.test, harness.equal, harness.contains, harness.eventually

local WIDTH, HEIGHT = 80, 24

-- How long a screen may take to become as it should be, in milliseconds.
local PATIENCE = 90000

local PORT = "港の再開.txt"
local TALK = "市長の会見.md"
local HEARSAY = "と言われて"

local function read(path)
  local file = io.open(path, "rb")
  if not file then
    return nil
  end
  local content = file:read("*a")
  file:close()
  return content
end

local function write(path, content)
  vim.fn.mkdir(vim.fs.dirname(path), "p")
  local file = assert(io.open(path, "wb"))
  file:write(content)
  file:close()
end

---@param context { plugin: string, server: string, screens: string, failed: string, articles: string }
return function(context)
  local version = vim.version()
  local folder = ("%d.%d"):format(version.major, version.minor)
  local update = os.getenv("URADORI_SCREENS") == "update"
  -- The newest Neovim is whatever Debian has by now. One that nobody has looked at yet is driven all the same.
  local known = update or vim.uv.fs_stat(context.screens .. "/" .. folder) ~= nil
  if not known then
    io.stdout:write(("no screens are kept for Neovim %s: they are not compared\n"):format(folder))
  end

  --- Runs `body` with a child that has a screen, in a copy of the articles.
  ---@param name string
  ---@param body fun(child: table, see: fun(name: string, text: string), articles: string, screen: table)
  ---@param locale? string
  local function on_screen(name, body, locale)
    test("screen: " .. name, function()
      local state = vim.fn.tempname()
      local articles = state .. "/articles"
      vim.fn.mkdir(articles, "p")
      for file in vim.fs.dir(context.articles) do
        write(articles .. "/" .. file, assert(read(context.articles .. "/" .. file)))
      end
      articles = vim.uv.fs_realpath(articles)
      local child = harness.child({ plugin = context.plugin, state = state })
      local screen = screen_of.attach(child:lua("return vim.v.servername"), WIDTH, HEIGHT)

      --- Compares the screen, once it shows `text`, with the reference of that name.
      local function see(reference, text)
        local path = ("%s/%s/%s.txt"):format(context.screens, folder, reference)
        eventually("「" .. text .. "」 on the screen", function()
          return screen:shows(text)
        end)
        -- Drawn anew, without the message that says, or does not, that articles are still being read.
        if not child:asks() then
          child:keys(":mode<CR>")
        end
        if update then
          screen:settle()
          write(path, screen:picture())
          return
        elseif not known then
          return
        end
        local expected = assert(read(path), "there is no " .. path)
        if vim.wait(PATIENCE, function()
          return screen:picture() == expected
        end, 20) then
          return
        end
        local actual = screen:picture()
        write(("%s/%s/%s.txt"):format(context.failed, folder, reference), actual)
        error(("%s is not as kept:\n%s"):format(reference, vim.diff(expected, actual)), 2)
      end

      local ok, problem = xpcall(function()
        child:lua(
          [[
            local server, locale, folder = ...
            vim.o.laststatus, vim.o.ruler, vim.o.showcmd = 0, false, false
            vim.o.statusline, vim.o.shortmess = "%t", "aoOstTIcCF"
            vim.o.fillchars = "eob: "
            vim.cmd.cd(vim.fn.fnameescape(folder))
            vim.diagnostic.config({ virtual_text = { format = function(d) return d.code end } })
            require("uradori").setup({ cmd = { server, "lsp" }, locale = locale })
          ]],
          context.server,
          locale or "ja",
          articles
        )
        body(child, see, articles, screen)
      end, debug.traceback)
      screen:close()
      child:stop()
      vim.fn.delete(state, "rf")
      if not ok then
        error(problem, 0)
      end
    end)
  end

  --- Opens an article and waits until all are read, and its findings are there.
  local function open(child, articles, name)
    child:open(articles .. "/" .. name)
    eventually("the index", function()
      return child:lua([[
        local client = vim.lsp.get_clients({ bufnr = 0, name = "uradori" })[1]
        local params = { command = "uradori.score", arguments = { vim.empty_dict() } }
        local answer = vim.lsp.buf_request_sync(0, "workspace/executeCommand", params, 60000)
        return answer and answer[client.id].result.complete or false
      ]])
    end)
    eventually("findings", function()
      return #child:diagnostics() > 0
    end)
  end

  --- Types keys and waits until `text` is shown.
  local function type_until(child, screen, keys, text)
    child:keys(keys)
    eventually("「" .. text .. "」 on the screen", function()
      return screen:shows(text)
    end)
  end

  on_screen("names, quotations and a claim have their colours, the claim its code", function(child, see, articles)
    open(child, articles, PORT)
    see("article", "hearsay")
  end)

  on_screen("K on a name", function(child, see, articles)
    open(child, articles, PORT)
    child:cursor_to("相良千景")
    child:keys("K")
    see("hover", "人物")
  end)

  on_screen("K on a claim gives the reason", function(child, see, articles)
    open(child, articles, PORT)
    child:cursor_to(HEARSAY)
    child:keys("K")
    see("hover-claim", "伝聞")
  end)

  on_screen("the claims of articles that nobody has opened", function(child, see, _, screen)
    child:keys(":Uradori claims<CR>")
    see("claims", "[hearsay]")
    -- <CR> goes to the second one.
    child:keys("j<CR>")
    eventually("the jump", function()
      return child:name() ~= ""
    end)
    assert(vim.tbl_contains({ PORT, TALK }, child:name()), child:name())
    contains(child:at_cursor(), HEARSAY, "under the cursor")
    assert(screen:shows("[hearsay]"), "the list is gone")
  end)

  on_screen("the dossier of the name at the cursor, and to what a line is about", function(child, see, articles)
    open(child, articles, PORT)
    child:cursor_to("相良千景")
    child:keys(":Uradori dossier<CR>")
    see("dossier", "# 相良千景")
    child:keys("/費用は市が持つ<CR><CR>")
    eventually("the jump", function()
      return child:name() == TALK
    end)
    contains(child:at_cursor(), "「費用は市が持つ」と話した", "under the cursor")
    see("dossier-jump", "と話した")
  end)

  on_screen("the dossier in English", function(child, see)
    child:keys(":Uradori dossier 相良千景<CR>")
    see("dossier-english", "# 相良千景")
  end, "en")

  on_screen("the dossier closes with q, lists mentions with grr, and leads on", function(child, _, articles, screen)
    open(child, articles, PORT)
    type_until(child, screen, ":Uradori dossier 相良千景<CR>", "# 相良千景")
    child:keys("grr")
    eventually("the mentions", function()
      return #child:quickfix() > 0
    end)
    local names = vim.tbl_map(function(item)
      assert(vim.startswith(item.at, "相良千景"), item.at)
      return item.name
    end, child:quickfix())
    equal(names, { TALK, PORT }, "articles, the newest first")
    child:keys("<C-w>t")
    -- The last line of the page is a place; its dossier comes in the same window.
    type_until(child, screen, "G<CR>", "# 霧浜市")
    equal(child:lua([[return #vim.api.nvim_list_wins()]]), 3, "windows: page, article, list")
    child:keys("q")
    eventually("the page to go", function()
      return not screen:shows("# 霧浜市")
    end)
    equal(child:lua([[return vim.fn.bufexists("uradori://dossier/霧浜市")]]), 0, "the buffer")
  end)

  on_screen("whom the articles mention, to be chosen from", function(child, see, _, screen)
    child:keys(":Uradori actors<CR>")
    see("actors", "1: ")
    type_until(child, screen, "1<CR>", "# 相良千景")
  end)

  on_screen("who is named with whom", function(child, see)
    child:keys(":Uradori network 相良千景<CR>")
    see("network", "―")
  end)

  on_screen("a finding is accepted with a reason, and reopened", function(child, see, articles, screen)
    open(child, articles, PORT)
    child:cursor_to(HEARSAY)
    child:keys(":Uradori accept<CR>")
    see("accept", "受け入れる理由")
    child:keys("市に電話で確かめた<CR>")
    eventually("the finding to go", function()
      return #child:diagnostics() == 0
    end)
    eventually("the message", function()
      return screen:shows("受け入れました: hearsay")
    end)
    see("accepted", "港は来月")
    local list = assert(read(articles .. "/uradori.accepted.toml"), "no list was written")
    contains(list, 'reason = "市に電話で確かめた"')
    contains(list, 'by = "みさき通信デスク"')
    type_until(child, screen, ":Uradori reopen<CR>", "1: " .. PORT)
    type_until(child, screen, "1<CR>", "取り消しました")
    eventually("the finding to come back", function()
      return #child:diagnostics() == 1
    end)
  end)

  on_screen("nothing is accepted without a reason", function(child, _, articles, screen)
    open(child, articles, PORT)
    child:cursor_to(HEARSAY)
    type_until(child, screen, ":Uradori accept<CR>", "受け入れる理由")
    type_until(child, screen, "<CR>", "理由がない")
    type_until(child, screen, ":Uradori accept<CR>", "受け入れる理由")
    child:keys("<Esc>")
    equal(#child:diagnostics(), 1, "findings")
    equal(read(articles .. "/uradori.accepted.toml"), nil, "the list")
  end)

  on_screen("from the list of claims one is accepted, and leaves it", function(child, see, articles, screen)
    type_until(child, screen, ":Uradori claims<CR>", "[hearsay]")
    equal(#child:quickfix(), 2, "claims before")
    type_until(child, screen, ":Uradori accept<CR>", "受け入れる理由")
    type_until(child, screen, "次の号で確かめる<CR>", "受け入れました")
    see("claims-accepted", "[hearsay]")
    equal(#child:quickfix(), 1, "claims")
    contains(assert(read(articles .. "/uradori.accepted.toml")), "次の号で確かめる")
  end)

  on_screen("the server's action asks for the reason, too", function(child, _, articles, screen)
    open(child, articles, PORT)
    child:cursor_to(HEARSAY)
    child:lua([[
      vim.lsp.buf.code_action({ apply = true, filter = function(action)
        return action.command and action.command.command == "uradori.accept"
      end })
    ]])
    eventually("the question", function()
      return screen:shows("受け入れる理由")
    end)
    child:keys("市に電話で確かめた<CR>")
    eventually("the finding to go", function()
      return #child:diagnostics() == 0
    end)
    contains(assert(read(articles .. "/uradori.accepted.toml")), "市に電話で確かめた")
  end)
end
