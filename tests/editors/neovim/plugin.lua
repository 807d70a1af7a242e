--- The plugin itself: options, which folder is served, encodings, commands, what it says when something is missing.
local bench = require("bench")
local harness = require("harness")
local equal, contains, eventually = harness.equal, harness.contains, harness.eventually

---@param context { plugin: string, scratch: string, server: string }
return function(context)
  local write = bench.write

  local function with_child(name, body)
    bench.with_child(context, name, body)
  end

  local function setup(child, options)
    bench.setup(context, child, options)
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

  with_child("an English text outside a workspace starts nothing, and tells of no missing program", function(child, folder)
    vim.fn.mkdir(folder .. "/.git")
    setup(child, { cmd = { "/nowhere/uradori", "lsp" } })
    child:lua("vim.cmd.edit(vim.fn.fnameescape(...))", write(folder, "README.md", "# A tool\n\nThe minister said so.\n"))
    equal(bench.servers_after_a_while(child), 0, "servers")
    equal(child:lua("return notified"), {}, "messages")
  end)

  with_child("it is an article as soon as it is Japanese and written", function(child, folder)
    setup(child)
    child:lua("vim.cmd.edit(vim.fn.fnameescape(...))", write(folder, "memo.txt", "memo\n"))
    equal(bench.servers_after_a_while(child), 0, "servers")
    child:keys("o米国務省は声明を発表した。<Esc>:write<CR>")
    child:attached()
    equal(root_dir(child), folder, "root")
  end)

  with_child("unmarked = false serves workspaces alone", function(child, folder)
    setup(child, { unmarked = false })
    child:lua("vim.cmd.edit(vim.fn.fnameescape(...))", write(folder, "a.txt", "米国務省は声明を発表した。\n"))
    equal(bench.servers_after_a_while(child), 0, "servers")
    write(folder, "uradori.toml", "")
    child:open(write(folder, "b.txt", "米国務省は声明を発表した。\n"))
  end)

  with_child("init_options reach the server", function(child, folder)
    write(folder, "uradori.toml", "")
    setup(child, { init_options = { accept = { by = "文化部デスク" } } })
    child:open(write(folder, "a.txt", "米国務省は声明を発表した。\n"))
    equal(
      child:lua([[return vim.lsp.get_clients({ name = "uradori" })[1].config.init_options]]),
      { accept = { by = "文化部デスク" } }
    )
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
