/* The search field: "/" goes there, what is typed is looked for in index.js (titles, sections, functions,
 * claims, words of the glossary), arrows and Enter choose. Works from a file, asks nobody. */
(function () {
    "use strict";
    var field = document.getElementById("query");
    var list = document.getElementById("hits");
    var at = -1;

    function rank(entry, words) {
        var text = entry[0].toLowerCase();
        var all = words.every(function (word) { return text.indexOf(word) >= 0; });
        if (!all) {
            return -1;
        }
        return (text.indexOf(words[0]) === 0 ? 0 : 100) + Math.min(text.length, 99);
    }

    function found(query) {
        var words = query.toLowerCase().split(/\s+/).filter(Boolean);
        if (!words.length) {
            return [];
        }
        return (window.SEARCH || []).map(function (entry) {
            return { entry: entry, rank: rank(entry, words) };
        }).filter(function (each) {
            return each.rank >= 0;
        }).sort(function (a, b) {
            return a.rank - b.rank;
        }).slice(0, 12);
    }

    function row(each, number) {
        var item = document.createElement("li");
        var link = document.createElement("a");
        var kind = document.createElement("small");
        link.href = each.entry[1];
        link.textContent = each.entry[0] + " ";
        link.tabIndex = -1;
        kind.textContent = each.entry[2];
        link.appendChild(kind);
        item.id = "hit-" + number;
        item.setAttribute("role", "option");
        item.appendChild(link);
        return item;
    }

    function show() {
        var hits = found(field.value);
        at = -1;
        list.textContent = "";
        hits.forEach(function (each, number) { list.appendChild(row(each, number)); });
        if (field.value.trim() && !hits.length) {
            var none = document.createElement("li");
            none.textContent = "Nothing of that name.";
            list.appendChild(none);
        }
        list.hidden = !field.value.trim();
        field.setAttribute("aria-expanded", String(!list.hidden));
        field.removeAttribute("aria-activedescendant");
    }

    function move(by) {
        var rows = list.querySelectorAll("li[role]");
        if (!rows.length) {
            return;
        }
        at = (at + by + rows.length) % rows.length;
        rows.forEach(function (each, number) { each.setAttribute("aria-selected", String(number === at)); });
        field.setAttribute("aria-activedescendant", rows[at].id);
        rows[at].scrollIntoView({ block: "nearest" });
    }

    function close() {
        list.hidden = true;
        field.setAttribute("aria-expanded", "false");
    }

    function key(event) {
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            move(event.key === "ArrowDown" ? 1 : -1);
        } else if (event.key === "Escape") {
            close();
            field.blur();
        } else if (event.key === "Enter") {
            var link = list.querySelectorAll("li[role] a")[Math.max(at, 0)];
            if (link && !list.hidden) {
                close();
                location.href = link.href;
            }
        }
    }

    field.addEventListener("input", show);
    field.addEventListener("focus", show);
    field.addEventListener("keydown", key);
    document.addEventListener("click", function (event) {
        if (!event.target.closest(".search")) {
            close();
        }
    });
    document.addEventListener("keydown", function (event) {
        if (event.key === "/" && !event.target.closest("input, textarea, select")) {
            event.preventDefault();
            field.focus();
        }
    });
})();
