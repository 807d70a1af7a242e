--- The plugin itself: options, which folder is served, encodings, commands, what it says when something is missing.
local harness = require("harness")
local test, equal, contains, eventually = harness.test, harness.equal, harness.contains, harness.eventually

--- Writes a file below `folder`, making folders as needed. `content` is written byte by byte.
local function write(folder, name, content)
  local path = folder .. "/" .. name
  vim.fn.mkdir(vim.fs.dirname(path), "p")
  local file = assert(io.open(path, "wb"))
  file:write(content)
  file:close()
  return path
end

---@param context { plugin: string, scratch: string, server: string }
return function(context)
  --- Runs `body` with a fresh child and a fresh folder, and ends the child whatever happens.
  local function with_child(name, body)
    test(name, function()
      local folder = vim.fn.tempname()
      vim.fn.mkdir(folder, "p")
      folder = vim.uv.fs_realpath(folder)
      local child = harness.child({ plugin = context.plugin, state = folder .. "/.nvim" })
      -- Notifications are kept, so that they can be asked for.
      child:lua([[
        notified = {}
        vim.notify = function(message, level) table.insert(notified, { message = message, level = level }) end
      ]])
      local ok, problem = xpcall(body, debug.traceback, child, folder)
      child:stop()
      vim.fn.delete(folder, "rf")
      if not ok then
        error(problem, 0)
      end
    end)
  end

  local function setup(child, options)
    options = vim.tbl_extend("keep", options or {}, { cmd = { context.server, "lsp" } })
    child:lua([[require("uradori").setup(...)]], options)
  end

  local function root_dir(child)
    return child:lua([[
      local client = vim.lsp.get_clients({ bufnr = 0, name = "uradori" })[1]
      return client and client.config.root_dir or vim.NIL
    ]])
  end

  with_child("nothing is loaded before setup() but the command", function(child)
    equal(child:lua([[return vim.fn.exists(":Uradori")]]), 2, "the command")
    equal(child:lua([[return vim.tbl_filter(function(m) return m:find("uradori") ~= nil end, vim.tbl_keys(package.loaded))]]), {})
  end)

  with_child("an unknown option is an error that names it", function(child)
    local problem = child:lua([[local _, e = pcall(require("uradori").setup, { comand = {} }) return e]])
    contains(problem, "comand")
  end)

  with_child("an option of the wrong type is an error that names both types", function(child)
    local problem = child:lua([[local _, e = pcall(require("uradori").setup, { cmd = "uradori lsp" }) return e]])
    contains(problem, '"cmd" is a string, expected table')
  end)

  with_child("the folder of uradori.toml is the root", function(child, folder)
    write(folder, "uradori.toml", "")
    local article = write(folder, "2024/一月/記事.txt", "【ワシントン共同】米国務省は声明を発表した。\n")
    setup(child)
    child:open(article)
    equal(root_dir(child), folder, "root")
  end)

  with_child("without one the folder of the file is the root", function(child, folder)
    local article = write(folder, "notes/記事.md", "米国務省は声明を発表した。\n")
    setup(child)
    child:open(article)
    equal(root_dir(child), folder .. "/notes", "root")
  end)

  with_child("the home folder is never served as a whole", function(child, folder)
    local article = write(folder, "記事.txt", "米国務省は声明を発表した。\n")
    child:lua([[local home = ... vim.uv.os_homedir = function() return home end]], folder)
    setup(child)
    child:open(article)
    equal(root_dir(child), vim.NIL, "root")
  end)

  with_child("a buffer that was open before setup() is served", function(child, folder)
    write(folder, "uradori.toml", "")
    child:lua("vim.cmd.edit(vim.fn.fnameescape(...))", write(folder, "a.txt", "米国務省は声明を発表した。\n"))
    setup(child)
    child:attached()
  end)

  with_child("two articles of a workspace share one server", function(child, folder)
    write(folder, "uradori.toml", "")
    setup(child)
    child:open(write(folder, "a.txt", "米国務省は声明を発表した。\n"))
    child:open(write(folder, "sub/b.md", "米国務省は声明を発表した。\n"))
    equal(child:lua([[return #vim.lsp.get_clients({ name = "uradori" })]]), 1, "servers")
  end)

  with_child("scratch buffers and other filetypes are left alone", function(child, folder)
    write(folder, "uradori.toml", "")
    setup(child)
    child:open(write(folder, "a.txt", "米国務省は声明を発表した。\n"))
    child:lua([[vim.cmd.enew() vim.bo.buftype = "nofile" vim.bo.filetype = "text"]])
    child:lua("vim.cmd.edit(vim.fn.fnameescape(...))", write(folder, "a.py", "print('米国務省')\n"))
    equal(
      child:lua([[
        vim.wait(300, function() return false end)
        return vim.tbl_count(vim.lsp.get_clients({ name = "uradori" })[1].attached_buffers)
      ]]),
      1,
      "buffers"
    )
  end)

  with_child("the locale of the options reaches the server", function(child, folder)
    write(folder, "uradori.toml", "")
    setup(child, { locale = "en" })
    child:open(write(folder, "a.txt", "米国務省は声明を発表した。\n"))
    equal(
      child:lua([[
        local params = {}
        vim.lsp.get_clients({ name = "uradori" })[1].config.before_init(params, {})
        return params.locale
      ]]),
      "en"
    )
  end)

  with_child("a missing program is said once, and where to look", function(child, folder)
    write(folder, "uradori.toml", "")
    setup(child, { cmd = { "/nowhere/uradori", "lsp" } })
    child:lua("vim.cmd.edit(vim.fn.fnameescape(...))", write(folder, "a.txt", "あ\n"))
    child:lua("vim.cmd.edit(vim.fn.fnameescape(...))", write(folder, "b.txt", "い\n"))
    local notified = child:lua("return notified")
    equal(#notified, 1, "messages")
    contains(notified[1].message, "/nowhere/uradori")
    contains(notified[1].message, "checkhealth")
    equal(child:lua([[return #vim.lsp.get_clients()]]), 0, "servers")
  end)

  with_child(":Uradori restart gives the open articles a new server", function(child, folder)
    write(folder, "uradori.toml", "")
    setup(child)
    child:open(write(folder, "a.txt", "米国務省は声明を発表した。\n"))
    local before = child:lua([[return vim.lsp.get_clients({ name = "uradori" })[1].id]])
    child:lua([[vim.cmd("Uradori restart")]])
    child:attached()
    local ids = child:lua([[return vim.tbl_map(function(c) return c.id end, vim.lsp.get_clients({ name = "uradori" }))]])
    equal(#ids, 1, "servers")
    assert(ids[1] ~= before, "it is still the old server")
  end)

  with_child(":Uradori restart before setup() says what to do", function(child)
    child:lua([[vim.cmd("Uradori restart")]])
    contains(child:lua("return notified[1].message"), "setup()")
  end)

  with_child(":Uradori completes its subcommands and refuses others", function(child)
    equal(child:lua([[return vim.fn.getcompletion("Uradori ", "cmdline")]]), { "findings", "log", "restart" })
    child:lua([[vim.cmd("Uradori nothing")]])
    contains(child:lua("return notified[1].message"), "findings, log, restart")
  end)

  with_child(":checkhealth names the program, its version and the running server", function(child, folder)
    write(folder, "uradori.toml", "")
    setup(child)
    child:open(write(folder, "a.txt", "米国務省は声明を発表した。\n"))
    child:lua([[vim.cmd("checkhealth uradori")]])
    local report = eventually("the report", function()
      local text = child:lua([[return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")]])
      return text:find("server 1:", 1, true) and text
    end)
    contains(report, context.server)
    contains(report, folder)
    assert(not report:find("ERROR", 1, true), report)
  end)

  with_child(":checkhealth says that the program is missing", function(child)
    setup(child, { cmd = { "/nowhere/uradori", "lsp" } })
    child:lua([[vim.cmd("checkhealth uradori")]])
    contains(child:lua([[return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")]]), "was not found")
  end)

  with_child(":help uradori", function(child)
    child:lua([[vim.cmd("helptags " .. vim.fn.fnameescape(...))]], context.plugin .. "/doc")
    for _, topic in ipairs({ "uradori", "uradori.setup()", "uradori-options", ":Uradori", "uradori-encodings" }) do
      child:lua([[vim.cmd.help(...)]], topic)
      contains(child:lua([[return vim.fn.getline(".")]]), "*" .. topic .. "*")
    end
  end)

  test("installed as the help says, it works in an empty home", function()
    local home = vim.fn.tempname()
    local start = home .. "/data/nvim/site/pack/uradori/start"
    vim.fn.mkdir(start, "p")
    home = vim.uv.fs_realpath(home)
    assert(vim.uv.fs_symlink(context.plugin, start .. "/uradori"))
    write(home, "config/nvim/init.lua", ('require("uradori").setup({ cmd = { %q, "lsp" } })\n'):format(context.server))
    write(home, "articles/uradori.toml", "")
    local child = harness.child({ state = home })
    local ok, problem = xpcall(function()
      child:open(write(home, "articles/記事.txt", "米国務省は声明を発表した。\n"))
      equal(child:lua([[return vim.fn.exists(":Uradori")]]), 2, "the command")
    end, debug.traceback)
    child:stop()
    vim.fn.delete(home, "rf")
    if not ok then
      error(problem, 0)
    end
  end)

  -- 裏取り in each encoding, as bytes.
  local samples = {
    ["utf-8"] = "裏取り",
    ["cp932"] = "\151\160\142\230\130\232",
    ["euc-jp"] = "\206\162\188\232\164\234",
    ["iso-2022-jp"] = "\27$BN\"<h$j\27(B",
  }
  for encoding, bytes in pairs(samples) do
    with_child("an article in " .. encoding .. " is read as it was meant, and the option given back", function(child, folder)
      write(folder, "uradori.toml", "")
      setup(child)
      local before = child:lua("return vim.o.fileencodings")
      child:open(write(folder, "a.txt", bytes .. "\n"))
      equal(child:lua("return vim.api.nvim_buf_get_lines(0, 0, -1, false)"), { "裏取り" }, "lines")
      equal(child:lua("return vim.bo.fileencoding"), encoding, "'fileencoding'")
      equal(child:lua("return vim.o.fileencodings"), before, "'fileencodings'")
    end)
  end

  with_child("plain ASCII stays UTF-8", function(child, folder)
    write(folder, "uradori.toml", "")
    setup(child)
    child:open(write(folder, "a.txt", "plain\n"))
    equal(child:lua("return vim.bo.fileencoding"), "utf-8")
    equal(child:lua("return vim.bo.modified"), false)
  end)

  with_child("outside a workspace of articles encodings are the user's", function(child, folder)
    setup(child)
    child:lua("vim.cmd.edit(vim.fn.fnameescape(...))", write(folder, "a.txt", samples.cp932 .. "\n"))
    equal(child:lua("return vim.bo.fileencoding"), "latin1")
  end)

  with_child("fileencodings = false leaves the option alone", function(child, folder)
    write(folder, "uradori.toml", "")
    setup(child, { fileencodings = false })
    child:lua("vim.cmd.edit(vim.fn.fnameescape(...))", write(folder, "a.txt", samples.cp932 .. "\n"))
    equal(child:lua("return vim.bo.fileencoding"), "latin1")
  end)
end
