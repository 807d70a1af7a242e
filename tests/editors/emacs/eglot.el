;;; eglot.el --- The page's configuration with Eglot  -*- lexical-binding: t -*-

;;; Code:

(require 'imenu)

(steps-open "wire-01-kirigaura-grid.txt")

(step "opening an article of a workspace starts the server by itself"
  (steps-eventually #'eglot-managed-p))

(step "the folder with uradori.toml is the project"
  (file-equal-p (project-root (project-current)) "~/seeds"))

(defun found-at (text)
  "The texts of the findings in the sentence TEXT."
  (steps-to text)
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics (point) (+ (point) (length text)))))

(step "flymake marks the sentence that nobody vouches for"
  (steps-eventually
   (lambda ()
     (flymake-start)
     (cl-some (lambda (text) (string-match-p "伝聞" text)) (found-at "指揮下にあるとされる")))))

(step "a claim that is typed and saved is found, and gone with its text"
  (let ((claim "市の橋は来週にも閉じられると言われている。"))
    (goto-char (point-max))
    (insert "\n" claim "\n")
    (save-buffer)
    (and (steps-eventually (lambda () (flymake-start) (found-at claim)))
         (progn (steps-to claim)
                (delete-region (1- (point)) (point-max))
                (save-buffer)
                (steps-eventually
                 (lambda ()
                   (flymake-start)
                   (cl-notany (lambda (finding) (string-match-p "と言われ" (flymake-diagnostic-text finding)))
                              (flymake-diagnostics))))))))

(steps-open "wire-02-caressa-pledge.txt")

(step "the next article is of the same server"
  (and (steps-eventually #'eglot-managed-p) (= 1 (length (gethash (project-current) eglot--servers-by-project)))))

(step "eldoc says who this is"
  (steps-to "イレーナ・ヴォルク")
  (steps-eventually
   (lambda ()
     (let (told)
       (eglot-hover-eldoc-function (lambda (text &rest _) (setq told text)))
       (steps-eventually (lambda () told))
       (and told (string-match-p "イレーナ・ヴォルク" told) (string-match-p "首相" told) told)))))

(step "M-. leads to other articles that introduce her"
  (steps-to "イレーナ・ヴォルク")
  (let ((places (save-window-excursion
                  (steps-eventually
                   (lambda ()
                     (let ((found (steps-xrefs (xref-backend-definitions 'eglot "LSP identifier at point"))))
                       (and (not (member "wire-02-caressa-pledge.txt" (steps-files found))) found)))))))
    (and places (steps-all-hers places))))

(step "M-. goes there and M-, comes back"
  (steps-to "イレーナ・ヴォルク")
  (let ((xref-auto-jump-to-first-definition t))
    (call-interactively #'xref-find-definitions)
    (let ((there (file-name-nondirectory (or buffer-file-name ""))))
      (xref-go-back)
      (and (not (string= there "wire-02-caressa-pledge.txt"))
           (string= (file-name-nondirectory buffer-file-name) "wire-02-caressa-pledge.txt")))))

(step "M-? finds her mentions in at least three articles"
  (steps-to "イレーナ・ヴォルク")
  ;; The folder is read in the background.
  (steps-eventually
   (lambda ()
     (let ((places (save-window-excursion (steps-xrefs (xref-backend-references 'eglot "LSP identifier at point")))))
       (and (>= (length (steps-files places)) 3) (steps-all-hers places))))))

(step "imenu shows the outline"
  (steps-open "digest-01-milda-sanctions.txt")
  (steps-eventually #'eglot-managed-p)
  (string-match-p "要点" (format "%S" (imenu--make-index-alist t))))

(step "the Shift_JIS article is read as text, and a jump lands on the name in it"
  (steps-open "mt-02-kestrel-report.txt")
  (steps-eventually #'eglot-managed-p)
  (steps-to "モニカ・デルガ")
  (steps-eventually
   (lambda ()
     (let* ((places (save-window-excursion (steps-xrefs (xref-backend-references 'eglot "LSP identifier at point"))))
            (there (assoc "wire-03-sokai-cable-leak.txt" places)))
       (and there (string-prefix-p "モニカ・デルガ" (cdr there)))))))

(step "a text outside a workspace starts nothing"
  (make-directory "~/code" t)
  (with-temp-file "~/code/README.txt" (insert "市長は「終わった」と述べた。\n"))
  (find-file "~/code/README.txt")
  (run-hooks 'post-command-hook)
  (not (eglot-managed-p)))

(step "the server ends when it is told to"
  (steps-open "wire-02-caressa-pledge.txt")
  (let ((process (jsonrpc--process (eglot-current-server))))
    (eglot-shutdown (eglot-current-server))
    (steps-eventually (lambda () (not (process-live-p process))))))

(steps-finish "Eglot")

;;; eglot.el ends here
