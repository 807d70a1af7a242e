std = "luajit"
-- Options, variables and the LSP configuration are set through fields of `vim`.
globals = { "vim" }
max_line_length = 130
