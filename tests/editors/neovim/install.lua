--- Installation in an empty home folder, with the words of editors/neovim/README.md and nothing else: its commands are run, its
--- Lua is put where it says, and an article is opened.
local harness = require("harness")
local test, equal, contains, eventually = harness.test, harness.equal, harness.contains, harness.eventually

---@param path string
---@return string
local function read(path)
  return table.concat(vim.fn.readfile(path), "\n") .. "\n"
end

local function write(path, content)
  vim.fn.mkdir(vim.fs.dirname(path), "p")
  vim.fn.writefile(vim.split(content, "\n"), path)
end

--- The blocks of a language in a Markdown text, in order.
---@return string[]
local function blocks(markdown, language)
  local found = {}
  for block in markdown:gmatch("\n```" .. language .. "\n(.-\n)```\n") do
    found[#found + 1] = block
  end
  return found
end

---@param context { plugin: string, server: string }
return function(context)
  local readme = read(context.plugin .. "/README.md")
  local checkout = vim.fs.dirname(vim.fs.dirname(context.plugin))

  --- Runs `body` in an empty home with the program on the PATH, as `cargo install` puts it there.
  ---@param name string
  ---@param body fun(home: string, start: fun(): Child)
  local function in_empty_home(name, body)
    test(name, function()
      local home = vim.fn.tempname()
      vim.fn.mkdir(home .. "/.cargo/bin", "p")
      home = vim.uv.fs_realpath(home)
      assert(vim.uv.fs_symlink(context.server, home .. "/.cargo/bin/uradori"))
      write(home .. "/news/uradori.toml", "")
      write(home .. "/news/a.txt", "雁木市の灰原透市長は14日、記者団に「工事は終わった」と述べた。\n")
      local child
      local ok, problem = xpcall(body, debug.traceback, home, function()
        child = harness.child({ home = home })
        return child
      end)
      if child then
        child:stop()
      end
      vim.fn.delete(home, "rf")
      if not ok then
        error(problem, 0)
      end
    end)
  end

  --- Opens the article; the server that takes it must be the one on the PATH, and must answer.
  local function used(child, home)
    child:open(home .. "/news/a.txt")
    equal(child:lua([[return vim.lsp.get_clients({ bufnr = 0 })[1].config.cmd]]), { "uradori", "lsp" }, "the program")
    child:cursor_to("灰原透")
    child:keys("K")
    contains(
      eventually("the hover window", function()
        return child:float()
      end),
      "灰原透"
    )
    equal(child:lua([[return vim.fn.exists(":Uradori")]]), 2, "the command")
  end

  in_empty_home("installed in an empty home as the README says, with Neovim's packages", function(home, start)
    local commands = assert(blocks(readme, "sh")[1], "the README has no commands")
    local build = "cargo install --path .\n"
    equal(commands:sub(1, #build), build, "the first command")
    -- The program was built before; that one command is not run again.
    local answer = vim
      .system({ "sh", "-euc", commands:sub(#build + 1) }, { cwd = checkout, env = { HOME = home }, text = true })
      :wait()
    equal(answer.code, 0, answer.stderr)
    contains(readme, "`~/.config/nvim/init.lua`")
    write(home .. "/.config/nvim/init.lua", assert(blocks(readme, "lua")[1], "the README has no init.lua"))
    used(start(), home)
  end)

  in_empty_home("installed in an empty home as the README says, with lazy.nvim", function(home, start)
    -- lazy.nvim is in no package registry. What it does with such a specification: it switches Neovim's own loading of
    -- plugins off, puts the folder on the 'runtimepath', runs its plugin files, and hands `opts` to `setup()` of `main`.
    local spec = assert(blocks(readme, "lua")[2], "the README has no specification"):gsub(
      "/path/to/uradori/editors/neovim",
      context.plugin
    )
    write(
      home .. "/.config/nvim/init.lua",
      ([[
        vim.go.loadplugins = false
        local spec = %s
        vim.opt.rtp:prepend(spec.dir)
        for _, file in ipairs(vim.fn.glob(spec.dir .. "/plugin/**/*.lua", true, true)) do vim.cmd.source(file) end
        require(spec.main).setup(spec.opts)
      ]]):format(spec)
    )
    used(start(), home)
  end)

  test("the help says the same", function()
    local help = read(context.plugin .. "/doc/uradori.txt")
    for _, language in ipairs({ "sh", "lua" }) do
      for _, block in ipairs(blocks(readme, language)) do
        for line in block:gmatch("[^\n]+") do
          contains(help, line)
        end
      end
    end
  end)
end
