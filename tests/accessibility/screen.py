"""Pages of Django's test client shown in Chromium: no server, no commit, so that hundreds of addresses are looked at in minutes.

Chromium asks, the test client answers inside the test's own transaction, and styles and scripts come from what script/setup collected.
"""

import mimetypes
import re
from hashlib import sha256
from pathlib import Path

from django.conf import settings

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESK = 320, 1280  # CSS pixels; 320 is also a desk's 1280 at 400 %
HOST = "http://testserver"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|<span class="govuk-visually-hidden"> [^<]*</span></button></form>')
LOOK = """async rules => {
    const options = {runOnly: {type: "tag", values: rules}, rules: {"target-size": {enabled: true}}, resultTypes: ["violations"]};
    const seen = await axe.run(document, options);
    const said = seen.violations.map(v => `${v.id}: ${v.help}: ` + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(" | "));
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

# What the keyboard can come to. Of a group of radio buttons it comes to one; of what is folded away or not shown, to nothing.
REACHABLE = """() => {
    const groups = new Set(), all = [];
    for (const e of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")) {
        if (e.disabled || e.type === "hidden" || !e.checkVisibility({checkVisibilityCSS: true})) continue;
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
# Also the drawn box of a radio button or a tick box, which is its label's.
LOOKS = """() => { window.look = e => [e, e.labels && e.labels[0]].filter(Boolean).flatMap(o => [null, "::before"].map(part => {
    const s = getComputedStyle(o, part);
    return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor, s.borderWidth, s.color].join();
})).join(); }"""
UNSEEN_BUTTONS = """() => [...document.querySelectorAll("button, .govuk-button, input:not([type=hidden], [type=file]), select, textarea")]
    .filter(e => e.checkVisibility({checkVisibilityCSS: true}) && !e.closest(".govuk-radios, .govuk-checkboxes, nav")).filter(e => {
        const s = getComputedStyle(e), edge = side => parseFloat(s[`border${side}Width`]) > 0 && s[`border${side}Style`] !== "none";
        const underlined = s.textDecorationLine.includes("underline");
        return !underlined && !["Top", "Bottom"].every(edge) && s.outlineStyle === "none" && e.tagName !== "SUMMARY";
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
        elif route.request.is_navigation_request() and self.document is not None:
            headers = {name: self.document[name] for name in ("Content-Type", "Content-Security-Policy") if name in self.document}
            route.fulfill(status=200, body=self.document.content, headers=headers)
        else:
            route.fulfill(status=404, body="")

    def show(self, document, address: str) -> None:
        """`document` as the browser would have it from `address`."""
        self.document = document
        self.page.goto(HOST + address)

    def findings(self) -> list[str]:
        """What is wrong with the page that is shown, on a phone and on a desk."""
        found = self.page.evaluate(ONCE)
        title = self.page.title()
        if not title.endswith(f" – {settings.PORTAL_NAME}"):
            found.append(f"its title is {title!r}")
        self.page.evaluate(self.axe_source)
        for width in (PHONE, DESK):
            self.page.set_viewport_size({"width": width, "height": 900})
            found += [f"{width} px: {line}" for line in self.page.evaluate(LOOK, RULES)]
        return found

    def unreached(self) -> list[str]:
        """What the keyboard does not come to in the order of the page, where its focus cannot be seen, and where it is caught."""
        self.page.set_viewport_size({"width": DESK, "height": 900})
        self.page.evaluate(LOOKS)
        count, met, found = self.page.evaluate(REACHABLE), [], []
        self.page.evaluate("document.activeElement.blur()")
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
