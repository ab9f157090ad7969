" Dateline in Vim 8.2 and later and in Neovim: insert a citation, list what a query finds, go from an id to its event.
" :help dateline

if exists('g:loaded_dateline') || !(has('nvim') || v:version >= 802)
  finish
endif
let g:loaded_dateline = 1

let s:styles = ['plain', 'chicago', 'chicago-author-date', 'footnote', 'apa', 'mla', 'md-link', 'bibtex', 'csl-json', 'ris']
let s:keys = ['pandoc', 'latex', 'typst', 'org']

function! s:complain(lines) abort
  echohl ErrorMsg
  for line in a:lines
    echomsg line
  endfor
  echohl None
endfunction

" The program, a command of it, and -f for each file that is meant. A file's name is data: expand() would run what stands
" between backticks in it, fnamemodify() only makes it whole.
function! s:words(command) abort
  let files = get(g:, 'dateline_files', [])
  let buffer = fnamemodify(bufname('%'), ':p')
  if empty(files) && empty($DATELINE_FILE) && fnamemodify(buffer, ':e') ==# 'ron' && filereadable(buffer)
    let files = [buffer]
  endif
  let words = [get(g:, 'dateline_program', 'dateline'), a:command]
  for file in files
    let words += ['-f', fnamemodify(file, ':p')]
  endfor
  return words
endfunction

" What a command prints; what it says on standard error is told. Through sh, whatever 'shell' is. 1 is an empty list, and 3 means that a
" part of a file could not be read.
function! s:run(words) abort
  let said = tempname()
  let whole = ['sh', '-c', 'exec "$@" 2>"$0"', said] + a:words
  let lines = systemlist(join(map(whole, 'shellescape(v:val)')))
  let failed = v:shell_error
  let told = filereadable(said) ? readfile(said) : []
  call delete(said)
  call s:complain(told)
  let failed = index([0, 1, 3], failed) < 0
  return [failed, failed ? [] : lines]
endfunction

" ---------------------------------------------------------------- cite

function! s:cite(arguments) abort
  if !&modifiable
    return s:complain(['dateline: this buffer cannot be changed'])
  endif
  let style = matchstr(a:arguments, '^\S\+')
  if index(s:styles + s:keys, style) >= 0
    let query = matchstr(a:arguments, '^\S\+\s*\zs.*')
  else
    let [style, query] = [get(g:, 'dateline_style', ''), a:arguments]
  endif
  let how = empty(style) ? ['--cite'] : [index(s:keys, style) < 0 ? '--style' : '--key', style]
  call s:pick(s:words('pick') + how + ['--', query])
endfunction

" Runs the words in a terminal window; what they print is put after the cursor of this one.
function! s:pick(words) abort
  let job = {'window': win_getid(), 'printed': tempname()}
  let words = ['sh', '-c', 'exec "$@" >"$0"', job.printed] + a:words
  if has('nvim')
    botright new
    let job.buffer = bufnr('%')
    call termopen(words, {'on_exit': {_, code, __ -> s:picked(job, code)}})
    startinsert
  elseif has('terminal')
    botright new
    let job.buffer = term_start(words, {'curwin': 1, 'exit_cb': {_, code -> s:picked(job, code)}})
  else
    execute 'silent !' . join(map(words, 'shellescape(v:val, 1)'))
    redraw!
    let job.buffer = 0
    call s:picked(job, v:shell_error)
  endif
endfunction

function! s:picked(job, code) abort
  let lines = filereadable(a:job.printed) ? readfile(a:job.printed) : []
  call delete(a:job.printed)
  " 130 is nobody's fault: nothing was chosen. 3 means that a part of a file could not be read. Of anything else the terminal window says
  " what it is, and stays.
  if index([0, 3, 130], a:code) < 0
    return
  endif
  if has('nvim')
    stopinsert
  endif
  call win_gotoid(a:job.window)
  if a:job.buffer
    execute 'bwipeout!' a:job.buffer
  endif
  if a:code != 130 && !empty(lines)
    call s:put(lines)
  endif
endfunction

" Puts lines after the cursor, as `p` does, and leaves every register as it was.
function! s:put(lines) abort
  let [text, kind] = [getreg('"', 1, 1), getregtype('"')]
  call setreg('"', a:lines, 'c')
  normal! ""p
  call setreg('"', text, kind)
endfunction

function! s:complete(lead, line, cursor) abort
  return join(s:styles + s:keys, "\n")
endfunction

" ---------------------------------------------------------------- find, jump

" The place that a line of `--format vimgrep` names: [file, line, column, words].
function! s:place(line) abort
  return matchlist(a:line, '^\(.\{-}\):\(\d\+\):\(\d\+\): \(.*\)$')[1:4]
endfunction

function! s:find(query) abort
  let [failed, lines] = s:run(s:words('find') + ['--format', 'vimgrep', '--', a:query])
  if failed
    return
  endif
  let items = []
  for [file, line, column, words] in filter(map(lines, 's:place(v:val)'), '!empty(v:val)')
    " What is built in has no file to go to.
    call add(items, filereadable(file)
          \ ? {'filename': file, 'lnum': str2nr(line), 'col': str2nr(column), 'text': words}
          \ : {'text': words})
  endfor
  call setqflist([], ' ', {'title': 'DatelineFind ' . a:query, 'items': items})
  if empty(items)
    return s:complain(['dateline: nothing was found'])
  endif
  botright copen
endfunction

" The id that the cursor is on.
function! s:id() abort
  let part = '[^[:blank:]"''`,:;()<>{}\[\]]'
  let [line, at] = [getline('.'), col('.') - 1]
  let word = matchstr(strpart(line, 0, at), part . '*$') . matchstr(strpart(line, at), '^' . part . '*')
  " It may end a sentence.
  return substitute(word, '\.\+$', '', '')
endfunction

function! s:jump(id) abort
  let id = empty(a:id) ? s:id() : a:id
  if empty(id)
    return s:complain(['dateline: there is no id under the cursor'])
  endif
  let [failed, lines] = s:run(s:words('show') + ['--format', 'vimgrep', '--', id])
  let place = empty(lines) ? [] : s:place(lines[0])
  if empty(place)
    return
  endif
  let [file, line, column, _] = place
  if !filereadable(file)
    return s:complain(['dateline: ' . file . ' is no file that could be opened'])
  endif
  normal! m'
  if resolve(fnamemodify(file, ':p')) !=# resolve(expand('%:p'))
    execute 'hide edit' fnameescape(file)
  endif
  call cursor(str2nr(line), str2nr(column))
  normal! zv
endfunction

command! -nargs=* -complete=custom,s:complete DatelineCite call s:cite(<q-args>)
command! -nargs=1 DatelineFind call s:find(<q-args>)
command! -nargs=? DatelineJump call s:jump(<q-args>)
