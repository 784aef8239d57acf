/* The player of a lesson's page: steps through a recorded run, forward and back. docs/scripts/player.py
 * made the data and drew every state of every object; here they are put where they belong.
 *
 * Keys: arrows, one step; with Shift, to the next line; Home, End; Space plays. A question is asked before
 * the run goes on; what was answered is kept in the reader's own browser. */
(function () {
    "use strict";
    var LEAST = 0.85, MOST = 1.3; /* a drawing's letters are 13 high: never less than 11 on the screen */
    var calm = window.matchMedia("(prefers-reduced-motion: reduce)");
    var players = [];

    /* ---- small helpers ------------------------------------------------------------------------- */

    function make(name, attributes, parent, text) {
        var element = document.createElement(name);
        Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]); });
        if (text !== undefined) element.textContent = text;
        if (parent) parent.appendChild(element);
        return element;
    }

    function draw(name, attributes, parent, text) {
        var element = document.createElementNS(document.querySelector("svg.defs").namespaceURI, name);
        Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
        if (text !== undefined) element.textContent = text;
        if (parent) parent.appendChild(element);
        return element;
    }

    function recall(id) {
        return remembered("reclaim.guess." + id);
    }

    function keep(id, answer) {
        remember("reclaim.guess." + id, answer);
    }

    function linkTo(claim) {
        var link = make("a", {href: "lesson_" + claim.slice(0, 2) + ".html#" + claim}, null, claim);
        return link;
    }

    /* ---- a question ---------------------------------------------------------------------------- */

    var SHOWN = "(shown)";

    function isRight(question, answer) {
        var right = question.choices[question.right];
        return Boolean(right) && (answer === "choice " + question.right ||
            (question.typed && answer.trim().toLowerCase() === question.typed.toLowerCase()));
    }

    function chosen(question, answer) {
        var match = /^choice (\d+)$/.exec(answer);
        return match ? question.choices[Number(match[1])] : null;
    }

    /* What was said, and what it was. */
    function verdict(question, answer) {
        var box = make("div", {"class": "verdict", role: "status"});
        var choice = chosen(question, answer), right = question.choices[question.right];
        var line;
        if (!right) {
            if (answer !== SHOWN) make("p", {}, box, "You said: " + answer);
            return box;
        }
        if (isRight(question, answer)) {
            line = make("p", {"class": "yes"}, box);
            line.innerHTML = "<b>Right.</b> " + right.because + " ";
            line.appendChild(linkTo(right.claim));
            return box;
        }
        if (choice) {
            line = make("p", {"class": "no"}, box);
            line.innerHTML = "<b>You said:</b> " + choice.text + " <b>Not so.</b> " + choice.because + " ";
            line.appendChild(linkTo(choice.claim));
        } else if (answer !== SHOWN) {
            make("p", {"class": "no"}, box, "You said: " + answer);
        }
        line = make("p", {"class": "yes"}, box);
        line.innerHTML = "<b>It is:</b> " + right.text + " " + right.because + " ";
        line.appendChild(linkTo(right.claim));
        return box;
    }

    /* A card that asks; then(answer) when the reader has committed to one. */
    function card(question, then, withWords) {
        var form = make("form", {"class": "guess"});
        if (withWords) make("p", {"class": "ask"}, form).innerHTML = question.ask;
        var list = make("div", {"class": "choices", role: "group", "aria-label": "choices"}, form);
        question.choices.forEach(function (choice, at) {
            var button = make("button", {type: "button", "class": "choice"}, list);
            button.innerHTML = choice.text;
            button.addEventListener("click", function () { then("choice " + at); });
        });
        if (!question.choices.length || question.typed) {
            var row = make("div", {"class": "typed"}, form);
            var input = make("input", {type: "text", autocomplete: "off", "aria-label": "your guess",
                                       placeholder: question.choices.length ? "or type it" : "your guess"}, row);
            make("button", {type: "submit"}, row, "Commit");
            form.addEventListener("submit", function (event) {
                event.preventDefault();
                if (input.value.trim()) then(input.value.trim());
            });
        }
        var show = make("button", {type: "button", "class": "show"}, form, "Show me");
        show.addEventListener("click", function () { then(SHOWN); });
        return form;
    }

    function askAtEnd(place) {
        var question = JSON.parse(place.dataset.question);
        function refresh() {
            var answer = recall(question.id);
            place.replaceChildren();
            if (answer === null) {
                place.appendChild(card(question, function (said) { keep(question.id, said); refresh(); }, true));
                return;
            }
            make("p", {"class": "ask"}, place).innerHTML = question.ask;
            place.appendChild(verdict(question, answer));
            var again = make("button", {type: "button", "class": "show"}, place, "Ask me again");
            again.addEventListener("click", function () { keep(question.id, ""); refresh(); });
        }
        refresh();
    }

    /* ---- a player ------------------------------------------------------------------------------ */

    function Player(section) {
        this.section = section;
        this.data = JSON.parse(section.querySelector("script.recorded").textContent);
        this.rows = Array.prototype.slice.call(section.querySelectorAll("[data-line]"));
        this.transcript = section.querySelector(".terminal");
        this.at = 0;
        this.timer = null;
        this.drawn = {};
        this.build();
        this.measure();
        this.go(this.first());
    }

    /* Where a reader begins: at the first drawing; where nothing is drawn, with the whole text; in any case not
     * after a question. */
    Player.prototype.first = function () {
        var frames = this.data.frames, drawn = this.data.scenes.length > 0;
        for (var at = 0; at < frames.length; at++) {
            if (frames[at].ask) return drawn ? 0 : at;
            if (frames[at].scene !== undefined) return at;
        }
        return frames.length - 1;
    };

    Player.prototype.build = function () {
        var self = this;
        this.transcript.tabIndex = 0;
        this.section.classList.add("live");
        if (this.data.scenes.length) {
            this.stage = make("div", {"class": "stage"});
            this.section.insertBefore(this.stage, this.transcript);
            this.caption = make("p", {"class": "caption", "aria-live": "polite"}, this.stage);
            this.view = make("div", {"class": "view", tabindex: "-1"}, this.stage);
            this.svg = draw("svg", {role: "group", "aria-label": "the heap"}, this.view);
            this.who = make("p", {"class": "who"}, this.stage);
            this.listen();
        }
        var bar = make("div", {"class": "controls", role: "group", "aria-label": "step through this act"}, this.section);
        function button(label, text, action) {
            var made = make("button", {type: "button", "aria-label": label, title: label}, bar, text);
            made.addEventListener("click", action);
            return made;
        }
        button("first step", "⇤", function () { self.stop(); self.go(0); });
        this.back = button("one step back", "◀", function () { self.stop(); self.go(self.at - 1); });
        this.play = button("play", "Play", function () { self.toggle(); });
        this.on = button("one step on", "▶", function () { self.stop(); self.step(1); });
        button("last step", "⇥", function () { self.stop(); self.go(self.data.frames.length - 1); });
        this.slider = make("input", {type: "range", min: "0", max: String(this.data.frames.length - 1), "aria-label": "step"}, bar);
        this.slider.addEventListener("input", function () { self.stop(); self.go(Number(self.slider.value)); });
        this.speed = make("select", {"aria-label": "speed", title: "speed"}, bar);
        [["slow", 2000], ["normal", 1100], ["fast", 450]].forEach(function (speed) {
            make("option", {value: String(speed[1])}, self.speed, speed[0]);
        });
        this.speed.value = "1100";
        this.number = make("a", {"class": "number", title: "the address of this step"}, bar);
        this.section.addEventListener("keydown", function (event) { self.key(event); });
    };

    Player.prototype.key = function (event) {
        var tag = event.target.tagName, type = event.target.type;
        if (event.ctrlKey || event.metaKey || event.altKey || tag === "SELECT" || (tag === "INPUT" && type !== "range")) return;
        if (event.key === "ArrowRight") event.shiftKey ? this.line(1) : this.step(1);
        else if (event.key === "ArrowLeft") event.shiftKey ? this.line(-1) : this.go(this.at - 1);
        else if (event.key === "Home") this.go(0);
        else if (event.key === "End") this.go(this.data.frames.length - 1);
        else if (event.key === " " && tag !== "BUTTON" && tag !== "A") this.toggle();
        else return;
        event.preventDefault();
    };

    /* One step on, unless a question waits: then to the question. */
    Player.prototype.step = function (by) {
        if (this.waits()) {
            var first = this.section.querySelector(".guess button, .guess input");
            if (first) first.focus();
            return;
        }
        this.go(this.at + by);
    };

    Player.prototype.line = function (by) {
        var frames = this.data.frames, to = this.at + by;
        while (to > 0 && to < frames.length - 1 && frames[to].inside) to += by;
        by > 0 && this.waits() ? this.step(1) : this.go(to);
    };

    Player.prototype.waits = function () {
        var ask = this.data.frames[this.at].ask;
        return Boolean(ask) && !recall(ask.id);
    };

    Player.prototype.toggle = function () {
        if (this.timer) this.stop();
        else this.start(this.data.frames.length - 1);
    };

    Player.prototype.start = function (end) {
        var self = this;
        this.stop();
        this.play.textContent = "Pause";
        this.play.setAttribute("aria-label", "pause");
        if (this.at === this.data.frames.length - 1) this.go(0);
        function next() {
            if (self.at >= end || self.waits()) return self.stop();
            self.go(self.at + 1);
            self.timer = setTimeout(next, self.data.frames[self.at].inside ? self.speed.value * 0.7 : self.speed.value);
        }
        this.timer = setTimeout(next, 150);
    };

    Player.prototype.stop = function () {
        clearTimeout(this.timer);
        this.timer = null;
        this.play.textContent = "Play";
        this.play.setAttribute("aria-label", "play");
    };

    /* ---- size ---------------------------------------------------------------------------------- */

    /* Of the layouts of each scene the one that suits the width; one height for the whole act. */
    Player.prototype.measure = function () {
        if (!this.stage) return;
        var room = this.view.clientWidth || this.section.clientWidth, tall = 0;
        this.fits = this.data.scenes.map(function (scene) {
            return scene.layouts.map(function (layout) {
                return {layout: layout, scale: Math.min(MOST, Math.max(LEAST, room / layout.w))};
            }).sort(function (a, b) {
                var over = Math.max(0, a.layout.w * a.scale - room) - Math.max(0, b.layout.w * b.scale - room);
                return over || a.layout.h * a.scale - b.layout.h * b.scale;
            })[0];
        });
        this.fits.forEach(function (fit) { tall = Math.max(tall, fit.layout.h * fit.scale); });
        var most = window.innerWidth < 700 ? window.innerHeight * 0.38 : Math.max(380, window.innerHeight * 0.6);
        this.view.style.height = Math.round(Math.min(Math.max(tall, 120), most)) + "px";
        this.scene = null;
    };

    /* ---- showing a frame ----------------------------------------------------------------------- */

    Player.prototype.address = function () {
        var claim = this.data.frames[this.at].claim;
        return claim || this.data.lesson + "." + this.data.act + "-" + (this.at + 1);
    };

    Player.prototype.go = function (to, quiet) {
        var frames = this.data.frames;
        this.at = Math.max(0, Math.min(frames.length - 1, to));
        var frame = frames[this.at];
        this.showLines(frame);
        if (this.stage) this.showHeap(frame, frames[this.at - 1]);
        this.slider.value = String(this.at);
        this.slider.setAttribute("aria-valuetext", "step " + (this.at + 1) + " of " + frames.length);
        this.number.textContent = (this.at + 1) + " / " + frames.length;
        this.number.href = "#" + this.address();
        this.back.disabled = this.at === 0;
        this.on.disabled = this.at === frames.length - 1;
        if (!quiet && this.ready) {
            try {
                history.replaceState(null, "", "#" + this.address());
            } catch (error) {
                // Some browsers refuse for files.
            }
        }
        this.ready = true;
    };

    Player.prototype.showLines = function (frame) {
        var self = this, last = null, first = frame.line;
        while (first > 0 && !/^ {2}(>>>|\?) /.test(this.textOf(first))) first--;
        this.rows.forEach(function (row) {
            var line = Number(row.dataset.line);
            row.hidden = line > frame.line;
            row.classList.toggle("current", line >= first && line <= frame.line);
            if (!row.hidden) last = row;
        });
        this.section.querySelectorAll(".terminal .guess, .terminal .verdict").forEach(function (old) { old.remove(); });
        this.data.frames.slice(0, this.at + 1).forEach(function (each, at) {
            if (each.ask) self.showGuess(each.ask, at);
        });
        var box = this.transcript;
        if (last) box.scrollTop = this.waits() ? last.offsetTop - 8 : Math.max(0, last.offsetTop + last.offsetHeight - box.clientHeight + 14);
    };

    /* The line of Python that a frame is about. */
    Player.prototype.code = function (frame) {
        for (var line = frame.line; line >= 0; line--) {
            var match = /^ {2}(?:>>> |\? )(.*)$/.exec(this.textOf(line));
            if (match) return match[1];
        }
        return "";
    };

    Player.prototype.textOf = function (line) {
        var row = this.rows[line];
        return row ? row.textContent : "";
    };

    /* The frame that answers a question: where its right choice's claim is made. */
    Player.prototype.answerOf = function (ask, from) {
        var right = ask.choices[ask.right], frames = this.data.frames;
        for (var at = from; right && at < frames.length; at++)
            if (frames[at].claim === right.claim) return at;
        return Math.min(from + 1, frames.length - 1);
    };

    Player.prototype.showGuess = function (ask, at) {
        var self = this, answer = recall(ask.id), end = this.answerOf(ask, at);
        if (answer === null || answer === "") {
            if (at !== this.at) return;
            this.rows[this.data.frames[at].line].after(card(ask, function (said) {
                keep(ask.id, said);
                self.showLines(self.data.frames[self.at]);
                calm.matches ? self.go(end) : self.start(end);
                self.transcript.focus({preventScroll: true});
            }, false));
            return;
        }
        if (this.at < end) {
            if (answer === SHOWN) return;
            var said = make("div", {"class": "verdict"}), choice = chosen(ask, answer);
            make("p", {}, said).innerHTML = "<b>Your guess:</b> " + (choice ? choice.text : "");
            if (!choice) said.firstChild.appendChild(document.createTextNode(answer));
            this.rows[this.data.frames[at].line].after(said);
            return;
        }
        this.rows[this.data.frames[end].line].after(verdict(ask, answer));
    };

    /* The heap. */

    Player.prototype.showHeap = function (frame, before) {
        this.caption.textContent = frame.caption || this.code(frame);
        this.caption.classList.toggle("inside", Boolean(frame.inside));
        if (this.scene !== frame.scene) {
            this.svg.replaceChildren();
            this.drawn = {};
            this.scene = frame.scene;
            if (frame.scene !== undefined) this.openScene();
        }
        this.held(null);
        this.svg.classList.toggle("empty", frame.scene === undefined);
        if (frame.scene === undefined) {
            this.svg.setAttribute("viewBox", "0 0 320 60");
            this.svg.style.width = "320px";
            if (!this.svg.firstChild) draw("text", {x: 160, y: 34, "text-anchor": "middle", "class": "nothing"}, this.svg, "nothing is named here");
            return;
        }
        this.showBoxes(frame, before);
        this.showEdges(frame);
        this.showNames(frame);
        this.keepInView(frame);
    };

    Player.prototype.openScene = function () {
        var fit = this.fits[this.scene], layout = this.layout = fit.layout;
        this.svg.setAttribute("viewBox", "0 0 " + layout.w + " " + layout.h);
        this.svg.style.width = Math.round(layout.w * fit.scale) + "px";
        var lanes = draw("g", {"class": "lanes"}, this.svg);
        layout.lanes.forEach(function (lane) {
            draw("text", {x: 10, y: lane[2] + 4, "class": "lane"}, lanes, lane[0]);
        });
        this.edges = draw("g", {}, this.svg);
        this.boxes = draw("g", {}, this.svg);
        this.labels = draw("g", {}, this.svg);
    };

    Player.prototype.showBoxes = function (frame, before) {
        var self = this, states = this.data.states, seen = {}, earlier = {};
        ((before && before.scene === frame.scene && before.boxes) || []).forEach(function (each) { earlier[states[each[0]].n] = states[each[0]]; });
        function put(entry, dead) {
            var state = states[entry[0]], at = self.layout.boxes[entry[1]], box = self.drawn[state.n];
            if (!box) {
                box = self.drawn[state.n] = draw("g", {tabindex: "0", role: "img", "data-n": state.n}, self.boxes);
                box.place = null;
            }
            seen[state.n] = true;
            if (box.state !== entry[0] || box.counted) {
                box.innerHTML = state.svg;
                box.state = entry[0];
                box.counted = false;
            }
            box.setAttribute("class", state["class"] + (dead ? " dead" : "") +
                ((frame.aside || []).indexOf(state.n) >= 0 ? " aside" : "") + (frame.focus === state.n ? " focus" : ""));
            box.style.transform = "translate(" + at[0] + "px," + at[1] + "px)";
            var was = earlier[state.n], count = box.querySelector(".count");
            if (dead) count.textContent = "freed";
            else if (was && was.count !== state.count) {
                count.textContent = was.count + " → " + state.count;
                count.classList.add("changed");
            }
            box.counted = dead || count.classList.contains("changed");
            self.badge(box, state, frame);
        }
        frame.boxes.forEach(function (entry) { put(entry, false); });
        (frame.freed || []).forEach(function (entry) { put(entry, true); });
        Object.keys(this.drawn).forEach(function (n) {
            if (seen[n]) return;
            self.drawn[n].remove();
            delete self.drawn[n];
        });
        frame.boxes.forEach(function (entry) {
            var state = states[entry[0]];
            self.drawn[state.n].setAttribute("aria-label", self.account(frame, state.n));
        });
        (frame.freed || []).forEach(function (entry) {
            var state = states[entry[0]];
            self.drawn[state.n].setAttribute("aria-label", "a " + state.type + " that is freed");
        });
    };

    Player.prototype.badge = function (box, state, frame) {
        var old = box.querySelector(".badge"), number = frame.counts && frame.counts[state.n];
        if (old) old.remove();
        if (number === undefined) return;
        var badge = draw("g", {"class": "badge", transform: "translate(" + state.w + ",0)"}, box);
        draw("circle", {r: 12}, badge);
        draw("text", {y: 4.5, "text-anchor": "middle"}, badge, number);
    };

    Player.prototype.showEdges = function (frame) {
        var self = this;
        this.edges.replaceChildren();
        frame.edges.forEach(function (edge) {
            draw("path", {d: self.layout.edges[edge[0]], "class": "edge " + edge[1], "data-e": edge[0], "marker-end": "url(#arrow)"}, self.edges);
        });
    };

    Player.prototype.showNames = function (frame) {
        var self = this, lanes = this.data.scenes[this.scene].lanes, above = {};
        this.labels.replaceChildren();
        Object.keys(frame.names).forEach(function (name) {
            var target = frame.names[name], at = self.layout.names[name];
            if (lanes) {
                (above[target] = above[target] || []).push(name);
            } else if (at) {
                draw("text", {x: at[0], y: at[1] + 4, "text-anchor": "middle", "class": "name"}, self.labels,
                     typeof target === "number" ? name : name + " = " + target);
            }
        });
        frame.boxes.forEach(function (entry) {
            var state = self.data.states[entry[0]], at = self.layout.boxes[entry[1]];
            if (above[state.n]) draw("text", {x: at[0] + 4, y: at[1] - 6, "class": "name"}, self.labels, above[state.n].join(", "));
        });
        if (frame.more) draw("text", {x: 10, y: this.layout.h - 3, "class": "more"}, this.labels, "… and " + frame.more.toLocaleString("en") + " more");
    };

    /* Where the drawing is larger than its window, what is new comes into view. */
    Player.prototype.keepInView = function (frame) {
        var view = this.view, fit = this.fits[this.scene], of = null;
        if (view.scrollWidth <= view.clientWidth + 1 && view.scrollHeight <= view.clientHeight + 1) return;
        var states = this.data.states, known = this.seenBefore || {}, now = {};
        frame.boxes.forEach(function (entry) {
            var n = states[entry[0]].n;
            now[n] = entry[0];
            if (frame.focus ? n === frame.focus : known[n] !== entry[0] && !of) of = entry;
        });
        this.seenBefore = now;
        if (!of) return;
        var at = this.layout.boxes[of[1]], state = states[of[0]];
        view.scrollTo({left: (at[0] + state.w / 2) * fit.scale - view.clientWidth / 2,
                       top: (at[1] + state.h / 2) * fit.scale - view.clientHeight / 2});
    };

    /* ---- who holds it -------------------------------------------------------------------------- */

    function nameIn(frame, states, n) {
        var found = Object.keys(frame.names).filter(function (name) { return frame.names[name] === n; })[0];
        if (found) return found;
        var state = states[n];
        if (!state) return "object " + n;
        var own = state.slots.filter(function (slot) { return slot[0] === "name" && typeof slot[1] === "string"; })[0];
        if (own) return own[1].replace(/'/g, "");
        return state.was ? "the " + state.type + " that was " + state.was : "the " + state.type;
    }

    function slotName(holder, label, at) {
        if (!label) return holder + "[" + at + "]";
        return label[0] === "'" ? holder + "[" + label + "]" : holder + "." + label;
    }

    Player.prototype.holders = function (frame, n) {
        var states = {}, found = [], data = this.data;
        frame.boxes.forEach(function (entry) { states[data.states[entry[0]].n] = data.states[entry[0]]; });
        Object.keys(frame.names).forEach(function (name) { if (frame.names[name] === n) found.push("the name " + name); });
        Object.keys(states).forEach(function (holder) {
            states[holder].slots.forEach(function (slot, at) {
                if (slot[1] === n) found.push(slotName(nameIn(frame, states, Number(holder)), slot[0], at));
            });
        });
        return {list: found, state: states[n], name: nameIn(frame, states, n)};
    };

    Player.prototype.account = function (frame, n) {
        var holders = this.holders(frame, n), state = holders.state, known = holders.list.length;
        if (!state) return "freed";
        var text = state.type + " " + holders.name + ": count " + state.count;
        if (known) text += " = " + holders.list.join(" + ");
        if (state.count > known)
            text += (known ? " + " : " = ") + (state.count - known) + (known ? " more" : "") + " that nobody drawn here holds";
        var generation = /g(\d)/.exec(state["class"]);
        return text + (generation ? generation[1] === "3" ? ". Frozen" : ". Generation " + generation[1] : /untracked/.test(state["class"]) ? ". Not tracked" : "") + ".";
    };

    Player.prototype.held = function (n) {
        var self = this, frame = this.data.frames[this.at];
        if (!frame.boxes) return void (this.who.textContent = "");
        this.svg.classList.toggle("asking", n !== null);
        this.svg.querySelectorAll(".hot").forEach(function (hot) { hot.classList.remove("hot"); });
        if (n === null) {
            this.who.textContent = "Point at an object, or Tab to it: who holds it?";
            return;
        }
        var place = "";
        frame.boxes.forEach(function (entry) { if (self.data.states[entry[0]].n === n) place = entry[1]; });
        if (!place) return;
        this.who.textContent = this.account(frame, n);
        this.drawn[n].classList.add("hot");
        this.edges.querySelectorAll("path").forEach(function (edge) {
            var ends = edge.dataset.e.split(">");
            if (ends[1] !== place || edge.classList.contains("weak")) return;
            edge.classList.add("hot");
            var from = ends[0].split(":")[0];
            frame.boxes.forEach(function (entry) { if (entry[1] === from) self.drawn[self.data.states[entry[0]].n].classList.add("hot"); });
        });
    };

    Player.prototype.listen = function () {
        var self = this;
        function over(event) {
            var box = event.target.closest && event.target.closest(".box");
            if (box) self.held(Number(box.dataset.n));
        }
        this.svg.addEventListener("mouseover", over);
        this.svg.addEventListener("focusin", over);
        this.svg.addEventListener("click", over);
        this.svg.addEventListener("mouseleave", function () { self.held(null); });
        this.svg.addEventListener("focusout", function () { self.held(null); });
    };

    /* ---- the page ------------------------------------------------------------------------------ */

    /* A step's address: "02.4c", a claim, or "02.4-12", act 4, step 12. */
    function follow() {
        var address = decodeURIComponent(location.hash.slice(1));
        players.some(function (player) {
            var frames = player.data.frames, place = player.data.lesson + "." + player.data.act + "-";
            var at = frames.findIndex(function (frame) { return frame.claim && frame.claim === address; });
            if (at < 0 && address.indexOf(place) === 0) at = Number(address.slice(place.length)) - 1;
            if (at < 0 || !(at < frames.length)) return false;
            player.stop();
            player.go(at, true);
            player.section.scrollIntoView();
            return true;
        });
    }

    document.querySelectorAll("section.player").forEach(function (section) { players.push(new Player(section)); });
    document.querySelectorAll(".question[data-question]").forEach(askAtEnd);
    window.reclaimPlayers = players;
    window.addEventListener("hashchange", follow);
    window.addEventListener("resize", function () {
        players.forEach(function (player) { player.measure(); player.go(player.at, true); });
    });
    /* Once more when the browser has scrolled to the line of the transcript that has this address. */
    window.addEventListener("load", function () { if (location.hash) setTimeout(follow, 0); });
    if (location.hash) follow();
})();
