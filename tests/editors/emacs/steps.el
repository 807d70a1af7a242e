;;; steps.el --- What both clients are tried with  -*- lexical-binding: t -*-

;;; Commentary:

;; Loaded after the configuration.  A step that fails ends Emacs with status 1.

;;; Code:

(require 'cl-lib)
(require 'xref)

(defvar steps-passed 0 "How many steps have passed.")
(defvar steps-began (float-time) "When it began, in seconds.")

;; How long the clients wait for an answer, in seconds: the machine may be slow, and building meanwhile.
(setq jsonrpc-default-request-timeout 120
      eglot-connect-timeout 120
      lsp-response-timeout 120)

(defun steps-eventually (condition)
  "Wait until CONDITION returns non-nil, and return that; nil after two minutes."
  (let ((until (+ (float-time) 120)) found)
    (while (and (not (setq found (funcall condition))) (< (float-time) until))
      (accept-process-output nil 0.05))
    found))

(defmacro step (name &rest body)
  "Run BODY as the step NAME, which passes where its value is not nil."
  (declare (indent 1))
  `(let ((outcome (condition-case problem (progn ,@body) (error (cons 'steps-problem problem)))))
     (if (and outcome (not (eq (car-safe outcome) 'steps-problem)))
         (progn (cl-incf steps-passed) (message "ok    %s" ,name))
       (message "FAIL  %s: %S" ,name outcome)
       (kill-emacs 1))))

(defun steps-open (name)
  "Visit the article NAME of the seeds, and let the client do what it does after a command."
  (find-file (expand-file-name name "~/seeds"))
  (run-hooks 'post-command-hook))

(defun steps-to (text)
  "Go to the first place where TEXT stands."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun steps-xrefs (items)
  "Where xref ITEMS lie: a list of (FILE . TEXT), TEXT being what begins there."
  (mapcar (lambda (item)
            (with-current-buffer (marker-buffer (xref-location-marker (xref-item-location item)))
              (goto-char (xref-location-marker (xref-item-location item)))
              (cons (file-name-nondirectory buffer-file-name)
                    (buffer-substring (point) (min (point-max) (+ (point) 12))))))
          items))

(defun steps-all-hers (places)
  "Whether each of PLACES stands on a name of the prime minister, or on what stands for it."
  (cl-every (lambda (place) (string-match-p "\\`\\(イレーナ・ヴォルク\\|ヴォルク\\|首相\\|同氏\\|彼女\\)" (cdr place))) places))

(defun steps-files (places)
  "The files of PLACES."
  (delete-dups (mapcar #'car places)))

(defun steps-finish (client)
  "Say how it went with CLIENT, and end."
  (message "%d passed in %.1f s: Emacs %s, %s" steps-passed (- (float-time) steps-began) emacs-version client)
  (kill-emacs 0))

;;; steps.el ends here
