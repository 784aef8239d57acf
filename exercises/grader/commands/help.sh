#!/usr/bin/env bash
# help.sh [COMMAND | --man | --completion SHELL | --names]: what commands.txt says, as help, man page or completion.
set -u
home=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=${home%/exercises/grader/commands}

names=()
declare -A words like short about options takes
while IFS= read -r line; do
    rest=${line#* }
    case $line in
        'command '*)
            name=${rest%% *}
            names+=("$name")
            words[$name]=${rest#"$name"} options[$name]='' about[$name]='' ;;
        'like '*) like[$name]=$rest ;;
        'short '*) short[$name]=$rest ;;
        'about '*) about[$name]+=${about[$name]:+ }$rest ;;
        'option '*) options[$name]+=$rest$'\n' ;;
        'takes '*) takes[$name]=$rest ;;
    esac
done <"$home/commands.txt"

columns() {
    local size
    size=$(stty size <&2 2>/dev/null) && size=${size#* } && [ "${size:-0}" -gt 0 ] || size=${COLUMNS:-80}
    echo "$((size > 80 ? 80 : size))"
}

lessons() {
    local folder
    for folder in "$root"/lessons/[0-9]*; do
        folder=${folder##*/}
        echo "$((10#${folder%%_*}))"
    done
}

exercises() {
    local file
    for file in "$root"/exercises/[0-9]*/*.checks.c; do
        file=${file##*/}
        echo "${file%%_*}"
    done
}

# What a command may be followed by.
arguments_of() {
    case ${takes[$1]:-} in
        exercise) exercises ;;
        lesson) lessons ;;
        both) lessons; exercises ;;
        command) printf '%s\n' "${names[@]}" ;;
        shell) printf '%s\n' bash zsh fish ;;
    esac
}

# ---- help ----------------------------------------------------------------------------------------

show_list() {
    local name width layout='  %-22s %s\n'
    width=$(columns)
    [ "$width" -ge 72 ] || layout='  %s\n    %s\n'
    echo "Reclaim: how Python frees memory, in C"
    # shellcheck disable=SC2059
    printf "$layout" ./reclaim 'where you are, and what comes next'
    for name in "${names[@]}"; do
        # shellcheck disable=SC2059
        [ -z "${like[$name]:-}" ] || printf "$layout" "./reclaim ${like[$name]}" "${short[$name]}"
    done
    echo 'Each has more to say with --help; ./reclaim man says all of it.'
}

# paragraph INDENT TEXT
paragraph() {
    local word words line=''
    read -r -a words <<<"$2"
    for word in "${words[@]}"; do
        if [ -n "$line" ] && [ $((${#line} + 1 + ${#word})) -gt $((width - $1)) ]; then
            printf '%*s%s\n' "$1" '' "$line"
            line=''
        fi
        line+=${line:+ }$word
    done
    printf '%*s%s\n' "$1" '' "$line"
}

show_one() {
    local name=$1 line width
    width=$(columns)
    echo "usage: ./reclaim $name${words[$name]}${options[$name]:+ [OPTION]...}"
    paragraph 2 "${short[$name]^}."
    [ -z "${about[$name]}" ] || paragraph 2 "${about[$name]}"
    while IFS= read -r line; do
        [ -n "$line" ] || continue
        echo "  ${line%%|*}"
        paragraph 6 "${line#*|}"
    done <<<"${options[$name]}"
}

# ---- man page ------------------------------------------------------------------------------------

roff() {
    local text=${1//\\/\\e}
    text=${text//-/\\-}
    case $text in [.\']*) text='\&'$text ;; esac
    printf '%s\n' "$text"
}

show_man() {
    local name line
    printf '%s\n' '.TH RECLAIM 1 "" "Reclaim"' '.SH NAME' 'reclaim \- how Python frees memory, in C' \
        '.SH SYNOPSIS' '.B ./reclaim' '[\fICOMMAND\fR [\fIARGUMENT\fR]...]' '.SH DESCRIPTION' \
        'A workbook on reference counting, cycles, thresholds, generations, weak references and leak tracing.' \
        'Without a command it says where you are, and what comes next.' '.SH COMMANDS'
    for name in "${names[@]}"; do
        printf '.SS "%s"\n' "$(roff "$name${words[$name]}")"
        roff "${short[$name]^}."
        [ -z "${about[$name]}" ] || roff "${about[$name]}"
        while IFS= read -r line; do
            [ -z "$line" ] || printf '.TP\n.B %s\n%s\n' "$(roff "${line%%|*}")" "$(roff "${line#*|}")"
        done <<<"${options[$name]}"
    done
    printf '%s\n' '.SH ENVIRONMENT' '.TP' '.B RECLAIM_BUILD' 'Build in this folder instead of build/.' '.TP' \
        '.B NO_COLOR' 'No colour.' '.SH FILES' '.TP' '.B .reclaim' \
        'What is remembered: hints taken, sections read, guesses, files that reset replaced. It may be deleted.' \
        '.SH EXIT STATUS' 'Of the command; 2 for a sentence that says what to do.'
}

# ---- completion ----------------------------------------------------------------------------------

option_names() { sed -n 's/^\(--[a-z-]*\).*/\1/p' <<<"${options[$1]}"; }

# All that may follow a command, on one line.
offered() {
    { arguments_of "$1"; option_names "$1"; echo --help; } | tr '\n' ' '
}

# shellcheck disable=SC2016 # what is quoted is for the other shell
complete_bash() {
    local name
    printf '%s\n' '_reclaim() {' '    local words' '    if [ "$COMP_CWORD" -eq 1 ]; then' "        words='${names[*]}'" \
        '    else' "        case \${COMP_WORDS[1]} in"
    for name in "${names[@]}"; do
        printf "            %s) words='%s' ;;\n" "$name" "$(offered "$name")"
    done
    printf '%s\n' '            *) words= ;;' '        esac' '    fi' \
        '    mapfile -t COMPREPLY < <(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}")' '}' \
        'complete -o default -F _reclaim reclaim ./reclaim'
}

# Quotes for zsh and fish: ' is the only letter that matters in '...' of both that a sentence here has.
quoted() { printf "'%s'" "${1//\'/\'\\\'\'}"; }

# shellcheck disable=SC2016
complete_zsh() {
    local name
    printf '%s\n' '#compdef reclaim' '_reclaim() {' '    local -a commands offered' '    commands=('
    for name in "${names[@]}"; do
        echo "        $(quoted "$name:${short[$name]//:/\\:}")"
    done
    printf '%s\n' '    )' '    if (( CURRENT == 2 )); then' "        _describe 'command' commands" '        return' '    fi' \
        '    case $words[2] in'
    for name in "${names[@]}"; do
        printf '        %s) offered=(%s) ;;\n' "$name" "$(offered "$name")"
    done
    printf '%s\n' '    esac' '    compadd -- $offered' '    [[ $PREFIX == -* ]] || _files' '}'
    printf '%s\n' 'compdef _reclaim reclaim ./reclaim'
}

complete_fish() {
    local name line word
    echo 'complete -c reclaim -n __fish_use_subcommand -f'
    for name in "${names[@]}"; do
        echo "complete -c reclaim -n __fish_use_subcommand -f -a $name -d $(quoted "${short[$name]}")"
        word=$(arguments_of "$name" | tr '\n' ' ')
        [ -z "$word" ] || echo "complete -c reclaim -n '__fish_seen_subcommand_from $name' -f -a '$word'"
        while IFS= read -r line; do
            [ -n "$line" ] || continue
            word=${line%%|*}
            echo "complete -c reclaim -n '__fish_seen_subcommand_from $name' -l ${word#--}" |
                sed 's/\(-l [a-z-]*\).*/\1/' | tr '\n' ' '
            [[ $word != *' '* ]] || printf -- '-r '
            echo "-d $(quoted "${line#*|}")"
        done <<<"${options[$name]}"
    done
}

case ${1:-} in
    '') show_list ;;
    --names) echo "${names[@]}" ;;
    --man) show_man ;;
    --completion)
        case ${2:-} in
            bash | zsh | fish) "complete_$2" ;;
            *)
                echo "reclaim: say for which shell: bash, zsh or fish." >&2
                exit 2 ;;
        esac ;;
    *)
        for name in "${names[@]}"; do
            [ "$name" != "${1,,}" ] || { show_one "$name"; exit; }
        done
        echo "reclaim: there is no command \"$1\". The commands: ${names[*]}" >&2
        exit 2 ;;
esac
