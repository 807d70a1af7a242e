-- Only the command: nothing runs and nothing is loaded before setup() or :Uradori is called.
if vim.g.loaded_uradori then
  return
end
vim.g.loaded_uradori = true

vim.api.nvim_create_user_command("Uradori", function(call)
  require("uradori.command").run(call.args, call.smods)
end, {
  nargs = "+",
  desc = "Who is who, and what nobody vouches for, in Japanese articles",
  complete = function(prefix, line, position)
    return require("uradori.command").complete(prefix, line, position)
  end,
})
