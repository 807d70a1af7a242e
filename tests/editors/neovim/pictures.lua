--- The pictures for the README: screens of a real Neovim as HTML, for a browser to draw. Started by `pictures`.
---
--- nvim --headless --clean -l pictures.lua    with URADORI_PLUGIN, URADORI_SERVER, URADORI_SEEDS and URADORI_PAGES set
local here = vim.fs.dirname(vim.uv.fs_realpath(debug.getinfo(1, "S").source:sub(2)))
package.path = here .. "/?.lua;" .. package.path

local harness = require("harness")
local screen_of = require("screen")

local function from_environment(name)
  return vim.fs.normalize(assert(os.getenv(name), name .. " is not set"))
end

local seeds, pages = from_environment("URADORI_SEEDS"), from_environment("URADORI_PAGES")

-- A cell in CSS pixels: a Japanese letter of the font size fills two.
local CELL, LINE, FONT, MARGIN = 8, 21, 16, 12

local function colour(value)
  return ("#%06x"):format(value)
end

local function escaped(text)
  return (text:gsub("[&<>]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;" }))
end

--- The style of a cell's colours, as CSS.
local function style(screen, id)
  local rgb = screen.attributes[id].rgb
  local front = rgb.foreground or screen.default.foreground
  local back = rgb.background or screen.default.background
  if rgb.reverse then
    front, back = back, front
  end
  local css = { "color:" .. colour(front) }
  if back ~= screen.default.background then
    css[#css + 1] = "background:" .. colour(back)
  end
  if rgb.bold then
    css[#css + 1] = "font-weight:bold"
  end
  if rgb.italic then
    css[#css + 1] = "font-style:italic"
  end
  if rgb.underline or rgb.undercurl then
    local special = rgb.special and colour(rgb.special) or "currentcolor"
    css[#css + 1] = "text-decoration:underline " .. (rgb.undercurl and "wavy " or "") .. special
    css[#css + 1] = "text-underline-offset:3px"
  end
  return table.concat(css, ";")
end

--- The screen as a page. Every cell is put where it belongs, so no font can shift what is behind it.
---@param screen Screen
---@return string
local function page(screen)
  local spans = {}
  for row = 1, screen.height do
    local column = 1
    while column <= screen.width do
      local cell = screen.rows[row][column]
      local wide = column < screen.width and screen.rows[row][column + 1].text == ""
      local at_cursor = screen.cursor.row == row - 1 and screen.cursor.column == column - 1
      local css = style(screen, cell.id) .. (at_cursor and ";outline:1px solid currentcolor" or "")
      spans[#spans + 1] = ('<b style="left:%dpx;top:%dpx;width:%dpx;%s">%s</b>'):format(
        MARGIN + (column - 1) * CELL,
        MARGIN + (row - 1) * LINE,
        wide and 2 * CELL or CELL,
        css,
        escaped(cell.text)
      )
      column = column + (wide and 2 or 1)
    end
  end
  local width, height = screen.width * CELL + 2 * MARGIN, screen.height * LINE + 2 * MARGIN
  return ([[<!doctype html><meta charset="utf-8"><style>
html, body { margin: 0; background: %s; }
b {
  position: absolute;
  height: %dpx;
  font: normal %dpx/%dpx "Noto Sans Mono CJK JP", "IPAGothic", monospace;
  white-space: pre;
}
</style><body data-size="%d,%d">%s]]):format(
    colour(screen.default.background),
    LINE,
    FONT,
    LINE,
    width,
    height,
    table.concat(spans)
  )
end

--- Draws one scene.
---@param name string of the picture
---@param width integer
---@param height integer
---@param scene fun(child: Child, screen: Screen)
local function picture(name, width, height, scene)
  local state = vim.fn.tempname()
  local child = harness.child({ plugin = from_environment("URADORI_PLUGIN"), state = state })
  local screen = screen_of.attach(child:lua("return vim.v.servername"), width, height)
  child:lua(
    [[
      local server, folder = ...
      vim.cmd.cd(vim.fn.fnameescape(folder))
      vim.o.ruler, vim.o.showcmd, vim.o.showbreak, vim.o.breakindent = false, false, "  ", true
      vim.o.fillchars, vim.o.statusline = "eob: ", " %t"
      vim.diagnostic.config({
        virtual_text = { prefix = "■", format = function(d) return ("%s: %s"):format(d.code, (d.message:match("^[^\n]*"))) end },
        signs = false,
      })
      require("uradori").setup({ cmd = { server, "lsp" }, locale = "ja" })
    ]],
    from_environment("URADORI_SERVER"),
    seeds
  )
  scene(child, screen)
  screen:settle()
  local file = assert(io.open(("%s/%s.html"):format(pages, name), "w"))
  file:write(page(screen))
  file:close()
  screen:close()
  child:stop()
  vim.fn.delete(state, "rf")
end

--- Opens an article and waits until its findings and the other articles are there.
local function open(child, name)
  child:open(seeds .. "/" .. name)
  harness.eventually("findings and the index", function()
    return #child:diagnostics() > 0
      and child:lua([[
        local client = vim.lsp.get_clients({ bufnr = 0, name = "uradori" })[1]
        local params = { command = "uradori.score", arguments = { vim.empty_dict() } }
        return vim.lsp.buf_request_sync(0, "workspace/executeCommand", params, 5000)[client.id].result.complete
      ]])
  end)
end

local function shows(screen, text)
  harness.eventually(text, function()
    return screen:shows(text)
  end)
end

picture("hover", 116, 34, function(child, screen)
  open(child, "wire-01-kirigaura-grid.txt")
  child:cursor_to("トマス・レンデル")
  child:lua([[vim.lsp.buf.hover({ border = "rounded", max_width = 66, max_height = 13 })]])
  shows(screen, "トマス・レンデル 人物")
end)

picture("dossier", 150, 38, function(child, screen)
  open(child, "wire-02-caressa-pledge.txt")
  child:cursor_to("イレーナ・ヴォルク")
  child:keys(":vertical botright Uradori dossier<CR>")
  shows(screen, "# イレーナ・ヴォルク")
  child:keys(":Uradori claims hearsay<CR>")
  shows(screen, "[hearsay]")
  child:keys(":mode<CR>")
end)

vim.cmd("qall!")
