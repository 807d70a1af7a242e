-- Only the command: nothing runs and nothing is loaded before setup() or :Uradori is called.
if vim.g.loaded_uradori then
  return
end
vim.g.loaded_uradori = true

vim.api.nvim_create_user_command("Uradori", function(call)
  require("uradori.command").run(call.args)
end, {
  nargs = 1,
  desc = "Uradori: findings, log, restart",
  complete = function(prefix)
    return require("uradori.command").complete(prefix)
  end,
})
