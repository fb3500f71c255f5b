"""The figure "Estimate" as files: question, answer and clean picture side by side."""

from __future__ import annotations

from page.export import scripts
from page.export.film import Array, Film, numbers, series, side_by_side
from page.export.making import Making, check_here
from page.figures.estimate.scene import COLOURS, ERROR_STREAM, Scene
from page.figures.estimate.settings import SPELLINGS, EstimateSettings
from page.state import schedules
from page.state.controls import STEPS
from page.state.subject import Subject

# The answer as the page shows it.
_READ = {
    "noise": "eps_hat",
    "clean": "x0_hat",
    # Without noise there is no score.
    "score": "np.float32(schedule.noise[t]) * score_from_x0(x_t, x0_hat, alpha_bar)"
    " if t else np.zeros_like(x_t)",
    "v": "np.float32(schedule.signal[t]) * eps_hat - np.float32(schedule.noise[t]) * x0_hat",
}

# Both estimates, when every cell of one spelling is off.
_PUT_WRONG = {
    "noise": """
    eps_hat = eps_from_x0(x_t, asked, alpha_bar) + delta * wrong
    # Of noise alone no picture follows.
    x0_hat = x0_from_eps(x_t, eps_hat, alpha_bar) if alpha_bar else asked
""",
    "clean": """
    # Without noise nothing was asked.
    x0_hat = asked + delta * wrong if t else asked
    eps_hat = eps_from_x0(x_t, x0_hat, alpha_bar)
""",
    "score": """
    x0_hat, eps_hat = asked, np.zeros_like(x_t)
    if t:  # without noise there is no score
        score = score_from_x0(x_t, asked, alpha_bar) + delta * wrong
        eps_hat = np.float32(-schedule.noise[t]) * score
        if alpha_bar:  # of noise alone no picture follows
            x0_hat = x0_from_score(x_t, score, alpha_bar)
""",
    "v": """
    v_hat = v_from_x0(x_t, asked, alpha_bar) + delta * wrong
    x0_hat = x0_from_v(x_t, v_hat, alpha_bar)
    eps_hat = eps_from_v(x_t, v_hat, alpha_bar)
""",
}


def film(s: EstimateSettings, subject: Subject) -> Making[Film]:
    """Every step, with the answer read as it is on the page."""
    check_here(s.denoiser)
    scene = Scene(s, subject)
    views = []
    for t in range(STEPS + 1):
        views.append(scene.at(t, s.answer, s.delta, s.mistake))
        yield t / STEPS

    def recorded(name: str, code: str) -> Array:
        values = (getattr(view, name) for view in views)
        return series(name, values, range(STEPS + 1), scene.schedule, code)

    x_t, x0_hat = recorded("x_t", "noisy"), recorded("x0_hat", "np.stack(clean)")
    answer = recorded("answer", "np.stack(answers)")
    return Film(
        "A denoiser's answer at every step",
        subject.seed,
        f"""
{scripts.drawing(subject.drawing)}
schedule = {schedules.in_python(s.schedule, STEPS, subject.curve)}
{scripts.answering(s.denoiser, subject.shelf)}
noisy = diffuse_all(x0, schedule, NoiseSource({subject.seed}).normal(x0.shape))
# Every cell of the {SPELLINGS[s.mistake]} estimate is put wrong by so much, up or down.
delta = np.float32({s.delta!r})
wrong = to_signal(NoiseSource({subject.seed}, stream={ERROR_STREAM}).normal(x0.shape) > 0)

answers, clean = [], []
for t, x_t in enumerate(noisy):
    alpha_bar = schedule.at(t)
    asked = denoiser(x_t, alpha_bar) if t else x_t
    {_PUT_WRONG[s.mistake].strip()}
    answers.append({_READ[s.answer]})
    clean.append(x0_hat)
""",
        [
            Array("x0", subject.x0, "x0"),
            Array("alpha_bar", scene.schedule.alpha_bar, "schedule.alpha_bar"),
            x_t,
            answer,
            x0_hat,
            *numbers(seed=subject.seed, delta=s.delta),
        ],
        [
            side_by_side(
                (x_t, "signal"),
                (answer, COLOURS[s.answer].replace("ink", "signal")),
                (x0_hat, "estimate"),
            )
        ],
        s.timestep,
    )
