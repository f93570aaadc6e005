## 綁定手機：一個人，微信和簡訊兩條路
command-bind = 綁定手機 綁手機 綁定手機號 綁定電話
command-unbind = 解綁手機 解綁 解除綁定 取消綁定 解綁手機號

bind-number = 請寫要綁定的手機號。綁定後，微信和簡訊看到的是同一批訴求，微信送不到的訊息改發簡訊。
bind-number-simple = 請寫手機號。
bind-number-hint = 請寫11位手機號。
bind-again = 現在綁定的是尾號{ $tail }的手機，換號就寫新的；不想綁了寫「解綁手機」。
bind-elsewhere = 請在微信公眾號裡寫「綁定手機」，驗證碼會發到這個號碼。
bind-sent = 驗證碼已發到尾號{ $tail }的手機，10分鐘內有效。
bind-code = 請寫簡訊裡的6位驗證碼。
bind-code-simple = 請寫6位驗證碼。
bind-code-hint = 驗證碼是6位數字。
bind-resend = 再發一次
bind-resend-words = 重發 再發 沒收到 沒有收到 沒收到驗證碼 沒有收到驗證碼 收不到 收不到驗證碼 重新發
bind-other = 換個號碼
bind-other-words = 換號 換號碼 寫錯了 號碼寫錯了 號碼不對 號碼錯了 寫錯了，號碼不是這個 號碼不是這個
bind-number-aside = 先說這件事，手機綁定等一下再繼續。
bind-code-aside = 先說這件事，手機綁定等一下再繼續。收到驗證碼，隨時傳來就可以。
bind-soon = 剛發過驗證碼，請1分鐘後再寫一次號碼。
bind-wait = 剛發過，請等1分鐘看看簡訊；還沒有再選「再發一次」。
bind-wrong = 驗證碼不對，再看一下簡訊。
bind-over = 驗證碼已失效。要再試請寫「綁定手機」。
bind-too-many = 驗證碼發得太多了，請過一會兒再試，最晚明天就可以。
bind-done = 綁好了，尾號{ $tail }。以後微信和簡訊都能查、能補充、能評價。要解除寫「解綁手機」。
bind-sms = 驗證碼{ $code }，10分鐘內有效，用來把這個手機號綁定到微信。不是您本人操作，請不要理會，也不要告訴別人。
unbind-done = 已解綁，以後的進展只發到微信。
unbind-none = 現在沒有綁定手機。要綁定請在微信公眾號裡寫「綁定手機」。
