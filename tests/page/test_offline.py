"""After one visit the page needs no network; where it cannot be kept, it does not say it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser import FAST_LINE, opened, wait_until_ready
from support.checks import checked
from support.deployed import KEPT_MS, Deployment, mark, offer, wait_until_kept
from support.figure import Figure
from support.from_memory import BUILT_IN, went_on
from support.served import tapped

import chromium
from page.figures.catalogue import FIGURES

# A page that has the network answers this; nothing keeps an address that is not a file.
REACHED = "() => fetch('not-a-file').then(() => true, () => false)"


@pytest.fixture
def deployment(tmp_path: Path) -> Iterator[Deployment]:
    """The site on a server that a test may stop."""
    deployed = Deployment(tmp_path / "dist")
    yield deployed
    deployed.stop()


def check_every_figure(page: Page) -> None:
    """All figures open and answer."""
    hero = Figure(page)
    drawn = hero.drawing()
    hero.button("Forward").click()
    hero.wait_for_step(20, "forward")
    hero.walk_back()
    assert (hero.drawing() == drawn).all()
    for entry in FIGURES:
        figure = Figure(page, entry.title, entry.name)
        figure.wait_until_open()
        if entry.name == "learn":  # with time for points alone
            figure.button("Step").click()
            expect(figure.itself.get_by_role("status", name="Training steps")).to_have_text("1")
            continue
        if entry.name == "code":
            expect(page.locator("#code .cm-content")).to_be_visible()
            figure.button("Run").click()
            expect(page.locator("#code-result")).to_contain_text("cosine runs.")
            continue
        before = figure.timestep.get_attribute("aria-valuetext")
        figure.timestep.press("ArrowRight" if figure.timestep.input_value() == "0" else "ArrowLeft")
        expect(figure.timestep).not_to_have_attribute("aria-valuetext", str(before))


def test_one_visit_is_enough(browser: Browser, deployment: Deployment) -> None:
    site = deployment.address
    with opened(browser, site, workers=True) as (page, guard):
        page.goto(site)
        wait_until_ready(page)
        wait_until_kept(page)
        deployment.stop()
        page.context.set_offline(True)

        page.reload()
        wait_until_ready(page)
        assert went_on(page) is BUILT_IN
        assert not page.evaluate(REACHED)
        wait_until_kept(page)
        found = checked(page).all_text_contents()
        assert len(found) > 20
        assert [text for text in found if not text.startswith("✓")] == []
        check_every_figure(page)
        hero = Figure(page)
        hero.button("Export").click()
        with page.expect_download() as saved:  # with a package that no start has asked for
            hero.button("Save").click()
        assert saved.value.suggested_filename.endswith(".png")

        tab = page.context.new_page()
        tab.goto(f"{site}?embed=hero&start#seed=5")
        wait_until_ready(tab)
        expect(Figure(tab).number("Seed")).to_have_value("5")
        guard.seen = [each for each in guard.seen if "ERR_INTERNET_DISCONNECTED" not in each]
        assert guard.seen == []


@pytest.mark.soak
def test_a_visit_that_could_not_keep_everything_claims_nothing(
    browser: Browser, deployment: Deployment
) -> None:
    deployment.damage("LICENSE", lambda _content: None)
    with opened(browser, deployment.address, workers=True) as (page, _guard):
        page.add_init_script(
            """const { register } = ServiceWorkerContainer.prototype;
            ServiceWorkerContainer.prototype.register = async function (...given) {
                const registration = await register.apply(this, given);
                const worker = registration.installing;
                worker.addEventListener('statechange', () => { window.ended = worker.state; });
                return registration;
            }"""
        )
        page.goto(deployment.address)
        wait_until_ready(page)
        page.wait_for_function("window.ended === 'redundant'", timeout=KEPT_MS)
        Figure(page).settle()
        expect(mark(page)).to_be_empty()


@pytest.mark.soak
def test_plain_http_from_another_host_has_no_workers(browser: Browser, site: str) -> None:
    site = site.replace("127.0.0.1", "plain.test")
    with opened(browser, site, workers=True) as (page, guard):
        page.goto(site)
        wait_until_ready(page)
        assert not page.evaluate("'serviceWorker' in navigator")
        Figure(page).walk_back()
        expect(mark(page)).to_be_empty()
        expect(offer(page)).to_be_hidden()
        assert guard.seen == []


@pytest.mark.soak
def test_it_installs_and_keeping_it_costs_little(
    browser: Browser, site: str, tmp_path: Path
) -> None:
    """In a browser with a disk: one without cannot install, and has no room for large files."""
    context = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=chromium.find(), args=["--no-sandbox"]
    )
    with tapped() as tap:
        page = context.new_page()
        page.add_init_script(FAST_LINE)
        page.goto(site)
        wait_until_ready(page)
        first = tap.sent
        wait_until_kept(page)
        second = tap.sent - first
    assert first > 8e6
    # What this start did not need: archives for a start from the beginning, Pillow, the rest of the
    # library, the figures, the learner, posters. What was sent is not sent again.
    assert 0 < second < 6.5e6

    session = context.new_cdp_session(page)
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == f"{site}manifest.webmanifest"
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    context.close()
