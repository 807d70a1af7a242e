;;; lsp.el --- The page's configuration with lsp-mode  -*- lexical-binding: t -*-

;;; Code:

;; An installed package has its parts loaded when they are called; this one is only unpacked.
(dolist (part '(lsp-lens lsp-headerline lsp-modeline lsp-diagnostics lsp-completion lsp-semantic-tokens lsp-icons))
  (require part nil t))
(setq lsp-enable-snippet nil)

;; What a user answers when asked for the root.
(lsp-workspace-folders-add (expand-file-name "~/seeds"))
(setq lsp-restart 'ignore)

(steps-open "wire-01-kirigaura-grid.txt")

(step "M-x lsp starts the server"
  (lsp)
  (steps-eventually (lambda () (bound-and-true-p lsp-managed-mode))))

(step "the sentence that nobody vouches for is marked"
  (steps-eventually
   (lambda ()
     (cl-some (lambda (finding) (string-match-p "伝聞" (lsp:diagnostic-message finding)))
              (gethash (lsp--fix-path-casing buffer-file-name) (lsp-diagnostics))))))

(steps-open "wire-02-caressa-pledge.txt")
(lsp)

(step "hover says who this is"
  (steps-to "イレーナ・ヴォルク")
  (steps-eventually
   (lambda ()
     (let ((answer (lsp-request "textDocument/hover" (lsp--text-document-position-params))))
       (and answer (string-match-p "首相" (lsp--render-on-hover-content (lsp:hover-contents answer) t)))))))

(step "M-. leads to other articles that introduce her, M-? to every mention"
  (steps-to "イレーナ・ヴォルク")
  (steps-eventually
   (lambda ()
     (let* ((there (steps-xrefs (xref-backend-definitions 'xref-lsp (xref-backend-identifier-at-point 'xref-lsp))))
            (all (save-excursion
                   (find-file "~/seeds/wire-02-caressa-pledge.txt")
                   (steps-to "イレーナ・ヴォルク")
                   (steps-xrefs (xref-backend-references 'xref-lsp (xref-backend-identifier-at-point 'xref-lsp))))))
       (find-file "~/seeds/wire-02-caressa-pledge.txt")
       (steps-to "イレーナ・ヴォルク")
       (and there all
            (not (member "wire-02-caressa-pledge.txt" (steps-files there)))
            (>= (length (steps-files all)) 3)
            (steps-all-hers there) (steps-all-hers all))))))

;; lsp-mode waits in vain for a second answer to `shutdown'.
(setq lsp-keep-workspace-alive nil
      lsp-response-timeout 10)
(mapc #'lsp-workspace-shutdown (lsp--session-workspaces (lsp-session)))
(steps-finish "lsp-mode")

;;; lsp.el ends here
