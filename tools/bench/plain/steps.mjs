// Steps of the engine as loops in JavaScript: ms for one, the least of three times many.
const normal = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
const ink = () => (Math.random() < 0.3 ? 1 : -1);

const makers = { "forward, all 20 stops": forward, memoriser };

// A Gaussian and the drawing, mixed for each stop.
function forward(cells) {
  const x0 = Float32Array.from({ length: cells }, ink), eps = Float32Array.from({ length: cells }, normal);
  const pictures = new Float32Array(21 * cells);
  return () => {
    for (let t = 0; t <= 20; t++) {
      const signal = Math.sqrt(1 - t / 21), spread = Math.sqrt(t / 21);
      for (let i = 0, at = t * cells; i < cells; i++, at++) pictures[at] = signal * x0[i] + spread * eps[i];
    }
  };
}

// The posterior mean over all sketches: two passes over them, with a softmax between.
function memoriser(cells, sketches) {
  const x = Float32Array.from({ length: cells }, normal);
  const examples = Float32Array.from({ length: sketches * cells }, ink);
  const weights = new Float64Array(sketches), answer = new Float32Array(cells), scale = Math.sqrt(0.3) / 0.7;
  return () => {
    let most = -Infinity, sum = 0;
    for (let n = 0; n < sketches; n++) {
      let dot = 0;
      for (let i = 0, at = n * cells; i < cells; i++, at++) dot += examples[at] * x[i];
      weights[n] = scale * dot;
      most = Math.max(most, weights[n]);
    }
    for (let n = 0; n < sketches; n++) sum += weights[n] = Math.exp(weights[n] - most);
    answer.fill(0);
    for (let n = 0; n < sketches; n++) {
      const weight = weights[n] / sum;
      for (let i = 0, at = n * cells; i < cells; i++, at++) answer[i] += weight * examples[at];
    }
  };
}

export function cost([name, side, sketches]) {
  const work = makers[name](side * side, sketches);
  const timed = (count) => {
    const start = performance.now();
    for (let i = 0; i < count; i++) work();
    return performance.now() - start;
  };
  work();
  let count = 1;
  while (timed(count) < 20) count *= 2;
  return Math.min(timed(count), timed(count), timed(count)) / count;
}
