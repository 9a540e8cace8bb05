"""Pages of Django's test client shown in Chromium: no server, no commit, so that hundreds of addresses are looked at in minutes.

Chromium asks, the test client answers inside the test's own transaction, and styles and scripts come from what script/setup collected.
"""

import mimetypes
import re
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.test import RequestFactory
from django.views.i18n import JavaScriptCatalog

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
PHONE, DESK = 320, 1280  # CSS pixels; 320 is also a desk's 1280 at 400 %
HOST = "http://testserver"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|<span class="govuk-visually-hidden"> [^<]*</span></button></form>')
# axe-core leaves undecided whether words can be read that stand in a drawing, beside the line of a timeline, or partly outside a frame that
# scrolls. Here what lies behind them is what was drawn there last before them, or the page. Nothing else may stay undecided on our pages; in
# Django's administration, whose undecided words stand beside an icon, the same is reckoned for all, and a list of one column, whose cells are
# heads of their rows, is no fault.
CONTRAST = """() => {
    const light = colour => {
        const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
        const [x, y, z] = [r, g, b].map(c => c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
        return a === 1 ? 0.2126 * x + 0.7152 * y + 0.0722 * z : NaN;
    };
    const page = e => !e ? "rgb(255, 255, 255)" : /, 0\\)$|transparent/.test(getComputedStyle(e).backgroundColor) ? page(e.parentElement)
        : getComputedStyle(e).backgroundColor;
    window.contrast = words => {
        const box = words.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
        const drawing = words.ownerSVGElement, shapes = drawing ? drawing.querySelectorAll("rect, path, circle, polygon") : [];
        const behind = [...shapes].filter(e => {
            const b = e.getBoundingClientRect(), before = e.compareDocumentPosition(words) & Node.DOCUMENT_POSITION_FOLLOWING;
            return before && getComputedStyle(e).fill !== "none" && b.left <= x && x <= b.right && b.top <= y && y <= b.bottom;
        }).at(-1);
        const own = getComputedStyle(words), back = behind ? getComputedStyle(behind).fill : page(drawing || words);
        const [one, two] = [drawing ? own.fill : own.color, back].map(light);
        return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    };
}"""
LOOK = """async ({rules, ours}) => {
    const options = {runOnly: {type: "tag", values: rules}, rules: {"target-size": {enabled: true}}, resultTypes: ["violations", "incomplete"]};
    const seen = await axe.run(document, options);
    const said = seen.violations.map(v => `${v.id}: ${v.help}: ` + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(" | "));
    for (const v of seen.incomplete.filter(v => ours || v.id !== "th-has-data-cells")) for (const n of v.nodes) {
        const e = document.querySelector(n.target[0]);
        const known = v.id === "color-contrast" && e && (!ours || e.closest("svg, .portal-scroll, .moj-timeline"));
        if (!known) said.push(`axe-core is not sure: ${v.id}: ${n.html.slice(0, 160)}`);
        else if (!(contrast(e) >= 4.5)) said.push(`contrast of ${contrast(e)}: ${n.html.slice(0, 160)}`);
    }
    const wide = document.documentElement.scrollWidth > innerWidth
        ? [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".portal-scroll"))
            .slice(0, 3).map(e => "scrolls sideways: " + e.outerHTML.slice(0, 120))
            .concat([`the page is ${document.documentElement.scrollWidth} px wide`])
        : [];
    return said.concat(wide);
}"""
ONCE = """() => {
    const said = [];
    const count = document.querySelectorAll("h1").length;
    if (count !== 1) said.push(`${count} elements h1`);
    if (!document.documentElement.lang) said.push("no language");
    if (!document.querySelector("main#main-content")) said.push("no main content for the skip link");
    return said;
}"""

# What the keyboard can come to. Of a group of radio buttons it comes to one; of what is folded away or not shown, to nothing, and of a
# list that a box to type in has taken the place of, neither.
REACHABLE = """within => {
    document.activeElement.blur();
    const groups = new Set(), all = [];
    for (const e of document.querySelector(within).querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")) {
        if (e.disabled || e.type === "hidden" || e.matches(".select2-hidden-accessible") || !e.checkVisibility({checkVisibilityCSS: true})) continue;
        if (e.closest("details:not([open])") && e.tagName !== "SUMMARY") continue;
        if (e.type === "radio") { if (groups.has(e.name)) continue; groups.add(e.name); }
        all.push(e);
    }
    window.reachable = all;
    window.plain = new Map(all.map(e => [e, look(e)]));
    return all.length;
}"""
FOCUSED = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    let at = reachable.indexOf(e);
    if (at < 0 && e.type === "radio") at = reachable.findIndex(other => other.name === e.name);
    const box = e.getBoundingClientRect();
    const seen = look(e) !== (plain.get(e) || plain.get(reachable[at]));
    return {at, seen, inside: box.right > 0 && box.bottom > 0, html: e.outerHTML.slice(0, 120)};
}"""
# A message that tells what was done has the focus when its page opens: the keyboard is put before everything again.
AT_THE_TOP = """within => {
    const start = document.querySelector(within).prepend(document.createElement("span")) || document.querySelector(within).firstChild;
    start.tabIndex = -1;
    start.focus();
    start.remove();
}"""
# Also the drawn box of a radio button or a tick box, which is its label's.
LOOKS = """() => { window.look = e => [e, e.labels && e.labels[0]].filter(Boolean).flatMap(o => [null, "::before"].map(part => {
    const s = getComputedStyle(o, part);
    return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor, s.borderWidth, s.color].join();
})).join(); }"""
UNSEEN_BUTTONS = """() => [...document.querySelectorAll("button, .govuk-button, input:not([type=hidden], [type=file]), select, textarea")]
    .filter(e => e.checkVisibility({checkVisibilityCSS: true}) && !e.closest(".govuk-radios, .govuk-checkboxes, nav"))
    .filter(e => !e.matches(".select2-hidden-accessible, .select2 input")).filter(e => {
        const s = getComputedStyle(e), edge = side => parseFloat(s[`border${side}Width`]) > 0 && s[`border${side}Style`] !== "none";
        const underlined = s.textDecorationLine.includes("underline");
        const drawnByTheBrowser = ["checkbox", "radio"].includes(e.type) && s.appearance !== "none";
        return !underlined && !drawnByTheBrowser && !["Top", "Bottom"].every(edge) && s.outlineStyle === "none" && e.tagName !== "SUMMARY";
    }).map(e => "no edge in forced colours: " + e.outerHTML.slice(0, 120))"""


class Screen:
    """One browser page, shown to one person after the other. `client` answers for it; None refuses everything."""

    def __init__(self, page, axe_source: str):
        self.page, self.axe_source, self.client, self.document = page, axe_source, None, None
        page.route("**/*", self.answer)

    def answer(self, route):
        path = route.request.url.removeprefix(HOST)
        if path.startswith("/static/"):
            file = Path(settings.STATIC_ROOT) / path.removeprefix("/static/").partition("?")[0]
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            route.fulfill(status=200, body=file.read_bytes(), content_type=kind)
        elif path.startswith("/admin/jsi18n/"):
            words = JavaScriptCatalog.as_view(packages=["django.contrib.admin"])(RequestFactory().get(path))
            route.fulfill(status=200, body=words.content, content_type="text/javascript")
        elif route.request.is_navigation_request() and self.document is not None:
            headers = {name: self.document[name] for name in ("Content-Type", "Content-Security-Policy") if name in self.document}
            route.fulfill(status=200, body=self.document.content, headers=headers)
        else:
            route.fulfill(status=404, body="")

    def show(self, document, address: str) -> None:
        """`document` as the browser would have it from `address`."""
        self.document = document
        self.page.goto(HOST + address)

    def findings(self, *, ours: bool = True) -> list[str]:
        """What is wrong with the page that is shown, on a phone and on a desk. `ours`: in the portal's own frame, and so by the rules of
        good practice as well."""
        found = self.page.evaluate(ONCE) if ours else []
        title = self.page.title()
        if ours and not title.endswith(f" – {settings.PORTAL_NAME}"):
            found.append(f"its title is {title!r}")
        self.page.evaluate(self.axe_source)
        self.page.evaluate(CONTRAST)
        for width in (PHONE, DESK):
            self.page.set_viewport_size({"width": width, "height": 900})
            found += [f"{width} px: {line}" for line in self.page.evaluate(LOOK, {"rules": [*RULES, *["best-practice"] * ours], "ours": ours})]
        return found

    def unreached(self, within: str = "body") -> list[str]:
        """What the keyboard does not come to in the order of the page, or of a part of it, where its focus cannot be seen, and where it is
        caught."""
        self.page.set_viewport_size({"width": DESK, "height": 900})
        self.page.evaluate(LOOKS)
        count, met, found = self.page.evaluate(REACHABLE, within), [], []
        self.page.evaluate(AT_THE_TOP, within)
        for _ in range(count):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(FOCUSED)
            if here is None:
                break
            met.append(here["at"])
            found += [f"focus is not to be seen: {here['html']}"] * (not here["seen"] or not here["inside"])
        if met != list(range(count)):
            found.append(f"the keyboard goes {met}, the page has {count} controls in order")
        return found

    def faint(self) -> list[str]:
        """Buttons and boxes without an edge where a person's own colours replace the page's."""
        self.page.emulate_media(forced_colors="active")
        found = self.page.evaluate(UNSEEN_BUTTONS)
        self.page.emulate_media(forced_colors="none")
        return found


def is_page(answer) -> bool:
    """A page of the portal's frame, rather than a file, a feed or a paper for print."""
    kind = answer.headers.get("Content-Type", "")
    return kind.startswith("text/html") and "attachment" not in answer.headers.get("Content-Disposition", "") and b"<main" in answer.content


def print_of(document) -> str:
    """Alike for two answers that show the same to two people: their names and form tokens left out."""
    return sha256(TOKEN.sub(b"", document.content)).hexdigest()
