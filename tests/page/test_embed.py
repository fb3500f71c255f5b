"""Figures in somebody else's page: they wait, fit, answer, and mind nobody's business."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page, expect
from support.axe import violations
from support.browser import BOOT_TIMEOUT_MS, Guard, opened
from support.figure import Figure
from support.host import POLL, Host, Runtimes, embed, framed, heights, wait_until_it_fits
from support.shown import shown, wait_until_shown

from page.figures.catalogue import NAMES
from serve import serving

LOCAL = "http://127.0.0.1:"
"""Where the site and the host are served: requests to anywhere else are a fault."""
SOON_MS = 15_000
WALK = "#walk.timestep=7&walk.eta=0.5"


@dataclass(frozen=True)
class Post:
    """A page with three figures; the third starts by itself."""

    page: Page
    guard: Guard
    runtimes: Runtimes

    def frame(self, name: str) -> Frame:
        return framed(self.page, name)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    folder = tmp_path_factory.mktemp("host")
    with serving(folder) as address:
        yield Host(folder, address)


@pytest.fixture(scope="module")
def post(browser: Browser, site: str, host: Host) -> Iterator[Post]:
    frames = [
        embed(site, "corrupt"),
        embed(site, "walk", WALK),
        embed(site, "points", "&hide=schedule,caption&start"),
    ]
    script = f'<script src="{site}embed.js" async></script>'
    address = host.page("post.html", f"<body><h1>A post</h1>{''.join(frames)}{script}")
    with opened(browser, LOCAL) as (page, guard):
        runtimes = Runtimes(page.context)
        page.set_default_timeout(SOON_MS)
        page.goto(address)
        wait_for_start(framed(page, "points"))
        yield Post(page, guard, runtimes)
        assert guard.seen == []


def wait_for_start(frame: Frame) -> None:
    """Wait for the end of a start that is under way, and demand that it went well."""
    frame.wait_for_function(
        "document.documentElement.dataset.app !== 'booting'", timeout=BOOT_TIMEOUT_MS, polling=POLL
    )
    assert frame.locator("html").get_attribute("data-app") == "ready"


def press_start(frame: Frame) -> None:
    """Press the button in the middle of the picture, and wait."""
    frame.get_by_role("button", name="Start").click()
    wait_for_start(frame)


# The first tests meet the frames that nobody has pressed yet; they run in this order.


def test_a_frame_out_of_sight_has_its_height_before_it_is_seen(post: Post) -> None:
    """The text below it must not jump when the reader comes there."""
    frame = post.frame("points")
    assert post.page.evaluate("scrollY") == 0
    top = "document.querySelector('[name=points]').getBoundingClientRect().top > innerHeight"
    assert post.page.evaluate(top)
    frame.wait_for_function(
        "() => Math.abs(innerHeight - document.body.getBoundingClientRect().height) <= 1",
        polling=POLL,
    )


def test_only_the_figure_that_was_told_to_start_fetches_python(post: Post) -> None:
    for name in ("corrupt", "walk"):
        frame = post.frame(name)
        assert frame.locator("html").get_attribute("data-waiting") == "true"
        expect(frame.get_by_role("button", name="Start")).to_be_visible()
        picture = frame.locator(f"#{name} .poster img").locator("visible=true").first
        picture.scroll_into_view_if_needed()
        frame.wait_for_function(
            "one => one.complete && one.naturalWidth > 0",
            arg=picture.element_handle(),
            polling=POLL,
        )
    assert set(post.runtimes.asked) == {"points"}


@pytest.mark.parametrize("name", ["corrupt", "walk", "points"])
def test_nothing_but_the_figure_is_to_be_seen(post: Post, name: str) -> None:
    frame = post.frame(name)
    seen = frame.evaluate(
        """() => [...document.querySelectorAll('figure, header, footer, h1, h2, h3, .prose > p')]
            .filter(one => !one.matches('.embed-foot'))
            .filter(one => one.checkVisibility() && one.getClientRects().length)
            .map(one => one.id || one.localName)"""
    )
    assert seen == [name]
    expect(frame.get_by_role("link", name="Unerase: the whole article")).to_be_visible()


@pytest.mark.parametrize("width", [320, 700])
def test_every_frame_gets_the_height_of_its_content(post: Post, width: int) -> None:
    before = heights(post.page)
    post.page.evaluate("width => { document.body.style.width = `${width}px` }", width)
    for name in ("corrupt", "walk", "points"):
        frame = post.frame(name)
        frame.wait_for_function("width => innerWidth === width", arg=width, polling=POLL)
        wait_until_it_fits(frame)
        assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert heights(post.page) != before
    assert set(post.runtimes.asked) == {"points"}


def test_what_was_to_be_hidden_is_hidden(post: Post) -> None:
    frame = post.frame("points")
    for selector in ("#points-schedule", "#points figcaption"):
        expect(frame.locator(selector)).to_be_hidden()
    for selector in ("#points-walk", "#points-steps", "#points-timestep", "#points-share"):
        expect(frame.locator(selector)).to_be_visible()
    assert frame.locator("#points label:visible", has_text="Schedule").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["corrupt", "points"], ids=["before", "after"])
def test_axe_finds_nothing(post: Post, scheme: Any, name: str) -> None:
    post.page.emulate_media(color_scheme=scheme)
    wait_until_it_fits(post.frame(name))
    # The heading is the host's.
    assert violations(post.frame(name), "page-has-heading-one") == []
    post.page.emulate_media(color_scheme="light")


@pytest.mark.soak
def test_each_figure_waits_alone_with_its_pictures_at_any_width(
    browser: Browser, site: str, host: Host
) -> None:
    frames = "".join(embed(site, name) for name in NAMES)
    address = host.page("all.html", f"<body>{frames}<script src='{site}embed.js'></script>")
    with opened(browser, LOCAL) as (page, guard):
        runtimes = Runtimes(page.context)
        page.goto(address)
        for width in (320, 768):
            page.evaluate("width => { document.body.style.width = `${width}px` }", width)
            for name in NAMES:
                frame = framed(page, name)
                frame.wait_for_function("width => innerWidth === width", arg=width, polling=POLL)
                wait_until_it_fits(frame)
                assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
                expect(frame.get_by_role("button", name="Start")).to_be_visible()
                expect(frame.get_by_role("figure").locator("visible=true")).to_have_id(name)
                pictures = frame.locator(f"#{name} img").locator("visible=true")
                drawn = frame.locator(f"#{name} svg").locator("visible=true")
                assert pictures.count() + drawn.count() > 0, name
                for picture in pictures.element_handles():
                    picture.scroll_into_view_if_needed()
                    loaded = "one => one.complete && one.naturalWidth > 0"
                    frame.wait_for_function(loaded, arg=picture, polling=POLL)
        assert runtimes.asked == []
        assert guard.seen == []


RUBBISH = """[
    'unerase:height?', '', 7, null, undefined, [], [[]], {}, { type: null }, { type: {} },
    { type: 'unerase:height', figure: 'points', height: 1e9 },
    { type: 'unerase:height?', figure: {}, height: -1 }, { type: ['unerase:height?'] },
    { type: 'unerase:state', state: 'points.steps=3' }, '#points.steps=3',
    new Map([['type', 'unerase:height?']]), new Uint8Array(1e6), 'x'.repeat(1e6),
    { type: 'unerase:height?'.repeat(1000) }, new Error('no'), new Date(NaN),
]"""


@pytest.mark.soak
def test_a_host_that_posts_rubbish_changes_nothing(post: Post) -> None:
    page, frame = post.page, post.frame("points")
    wait_until_it_fits(frame)
    frame.locator("#points").scroll_into_view_if_needed()
    frame.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    before, size, state = shown(frame, "points"), heights(page), frame.evaluate("location.href")
    answers = page.evaluate(
        f"""() => new Promise(done => {{
            const target = document.querySelector('[name=points]').contentWindow, flood = 2000;
            let answers = 0;
            addEventListener('message', ({{ source, data }}) => {{
                if (source === target && data.type === 'unerase:height' && ++answers >= flood)
                    done(answers);
            }});
            for (const one of {RUBBISH}) target.postMessage(one, '*');
            for (let i = 0; i < flood; i++) target.postMessage({{ type: 'unerase:height?' }}, '*');
        }})"""
    )
    assert answers >= 2000
    assert shown(frame, "points") == before
    assert heights(page) == size
    assert frame.evaluate("location.href") == state
    assert frame.locator("#trouble").is_hidden()


def test_a_pressed_figure_starts_answers_and_keeps_its_state_in_its_own_address(
    post: Post,
) -> None:
    frame = post.frame("walk")
    press_start(frame)
    assert set(post.runtimes.asked) == {"points", "walk"}
    timestep = frame.get_by_role("slider", name="Timestep", exact=True)
    expect(timestep).to_have_value("7")
    expect(frame.locator("#walk-out-eta")).to_have_text("0.50")
    before = shown(frame, "walk")
    timestep.fill("3")
    frame.wait_for_function("() => location.hash.includes('walk.timestep=3')")
    assert shown(frame, "walk")["walk-out-distance"] != before["walk-out-distance"]
    assert "walk.eta=0.5" in frame.evaluate("location.hash")
    assert "#" not in post.page.url
    wait_until_it_fits(frame)
    for name in ("corrupt", "walk", "points"):
        assert post.frame(name).evaluate("localStorage.length") == 0


def test_other_frames_do_not_set_heights(post: Post, host: Host) -> None:
    """Neither a stranger, nor a frame of ours that has been led elsewhere, nor the page itself."""
    page, before = post.page, heights(post.page)
    host.page(
        "stranger.html",
        """<script>
            for (const height of [3000, 1e9, '700', NaN, -5, null])
                for (const figure of ['corrupt', 'walk', 'points'])
                    parent.postMessage({ type: 'unerase:height', figure, height }, '*');
            parent.postMessage('over', '*');
        </script>""",
    )
    page.evaluate(
        """([address, site]) => new Promise(done => {
            let over = 0;
            addEventListener('message', ({ data }) => data === 'over' && ++over === 3 && done());
            const add = changes => document.body.append(
                Object.assign(document.createElement('iframe'), changes));
            add({ name: 'stranger', src: address });
            // One that bears our class, but is not where its address says.
            add({ name: 'led-away', className: 'unerase', src: site + 'assets/icon.svg' });
            frames['led-away'].location.replace(address);
            postMessage({ type: 'unerase:height', figure: 'walk', height: 3000 }, '*');
            postMessage('over', '*');
        })""",
        [host.address + "stranger.html", post.frame("points").url.partition("?")[0]],
    )
    after = heights(page)
    assert {name: after[name] for name in before} == before
    assert after["stranger"] == after["led-away"] == 154  # a frame's usual height, with its border
    page.evaluate(
        "document.querySelectorAll('[name=stranger], [name=led-away]').forEach(one => one.remove())"
    )


def test_a_sandboxed_figure_says_that_it_cannot_start_once_it_is_pressed(
    browser: Browser, site: str, host: Host
) -> None:
    boxed = embed(site, "corrupt", attributes='class="unerase" sandbox="allow-scripts"')
    script = f'<script src="{site}embed.js" async></script>'
    address = host.page("boxed.html", f"<body>{boxed}{script}")
    with opened(browser, LOCAL) as (page, guard):
        page.goto(address)
        frame = framed(page, "corrupt")
        panel = frame.locator("#trouble")
        expect(frame.get_by_role("button", name="Start")).to_be_visible()
        assert panel.is_hidden()
        assert guard.seen == []
        frame.get_by_role("button", name="Start").click()
        expect(panel).to_contain_text("could not start")
        expect(panel).to_contain_text(site)
        own_tab = panel.get_by_role("link", name="Open the page in its own tab")
        assert str(own_tab.get_attribute("href")).startswith(site)
        wait_until_it_fits(frame)


def save_numbers(frame: Frame, figure: str) -> str:
    """Press *Export* and *Save*; what the figure says then."""
    frame.locator(f"#{figure}-export").click()
    frame.locator(f"#{figure}-export-format").select_option("csv")
    frame.locator(f"#{figure}-export-save").click()
    said = frame.locator(f"#{figure}-export-said")
    expect(said).not_to_have_text(re.compile(r"^$|^Making"))
    return str(said.text_content())


def test_in_a_page_of_another_site_a_file_is_handed_over(post: Post) -> None:
    """Such a page tells nobody whether it allows downloads."""
    frame = post.frame("points")
    with post.page.expect_download() as download:
        said = save_numbers(frame, "points")
    name = download.value.suggested_filename
    assert said.startswith(f"Handed to the browser: {name}, ")
    own_tab = frame.locator("#points-export-panel").get_by_role("link")
    assert own_tab.get_attribute("href") == frame.evaluate("location.href")
    frame.locator("#points-export-cancel").click()
    wait_until_it_fits(frame)


def test_in_a_sandbox_of_the_same_site_nothing_is_said_to_be_saved(
    browser: Browser, site: str
) -> None:
    boxed = embed(site, "corrupt", "&start", 'sandbox="allow-scripts allow-same-origin"')
    with opened(browser, site) as (page, _guard):
        page.route(f"{site}post", lambda one: one.fulfill(body=boxed, content_type="text/html"))
        page.goto(f"{site}post")
        frame = framed(page, "corrupt")
        wait_for_start(frame)
        assert save_numbers(frame, "corrupt").startswith("Nothing was saved: the page around")
        address = frame.get_by_role("textbox", name="Address of the figure")
        expect(address).to_have_value(f"{site}?embed=corrupt&start")


def test_the_copied_html_shows_the_figure_as_it_stands(
    hero: Page, browser: Browser, host: Host
) -> None:
    hero.context.grant_permissions(["clipboard-read", "clipboard-write"])
    hero.locator("#hero-preset").select_option(index=3)
    Figure(hero).number("Seed").fill("21")
    figure = Figure(hero, "Estimate", "estimate")
    figure.wait_until_open()
    figure.scrub(13)
    figure.choice("Denoiser").select_option("presets")
    figure.settle()
    figure.button("Embed").click()
    expect(hero.locator("#estimate-taken")).to_have_text("HTML copied.")
    wanted = shown(hero, "estimate")
    snippet = hero.evaluate("navigator.clipboard.readText()")
    with opened(browser, LOCAL) as (page, guard):
        page.goto(host.page("copied.html", f"<body><p>Before.</p>{snippet}<p>After.</p>"))
        page.locator("iframe.unerase").wait_for()
        frame = page.frames[1]
        frame.wait_for_function("'unerase' in globalThis")
        press_start(frame)
        wait_until_shown(frame, "estimate", wanted)
        wait_until_it_fits(frame)
        assert guard.seen == []
