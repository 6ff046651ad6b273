"""The forward pass of e5 in numpy: a BERT encoder of twelve layers, run in batches.

Source: Devlin et al. (2019), "BERT", NAACL, section 3, after Vaswani et al. (2017).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenthread.text.e5.weights import Floats, Weights


@dataclass(frozen=True, slots=True)
class Linear:
    """A matrix of shape (inputs, outputs) and an offset of shape (outputs,)."""

    matrix: Floats
    offset: Floats

    def apply(self, rows: Floats) -> Floats:
        """Return rows of shape (n, outputs)."""
        result: Floats = rows @ self.matrix
        result += self.offset
        return result


@dataclass(frozen=True, slots=True)
class Normalisation:
    """Layer normalisation (Ba, Kiros and Hinton 2016): gain and offset of each column."""

    gain: Floats
    offset: Floats
    epsilon: float

    def apply(self, rows: Floats) -> Floats:
        """Return the rows with mean 0 and variance 1 along the last axis, then scaled."""
        result: Floats = rows - rows.mean(-1, keepdims=True)
        variance = np.einsum("...i,...i->...", result, result)[..., None] / rows.shape[-1]
        result /= np.sqrt(variance + np.float32(self.epsilon))
        result *= self.gain
        result += self.offset
        return result


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: attention over the text, then two linear maps with a bend between."""

    attend: Linear
    attended: Linear
    after_attention: Normalisation
    widen: Linear
    narrow: Linear
    after_all: Normalisation


class Network:
    """Turns batches of piece numbers into one vector of length 1 for each text."""

    def __init__(self, weights: Weights) -> None:
        self.shape = weights.shape
        width = self.shape.width
        # Half precision keeps the 250,000 rows at 190 MB; they are widened when used.
        self._words = weights.matrix("emb.word", width).astype(np.float16)
        self._positions = weights.floats("emb.pos").reshape(-1, width)
        self._segment = weights.floats("emb.type")[:width]
        self._first = _normalisation(weights, "emb.ln")
        self._layers = [_layer(weights, number) for number in range(self.shape.layers)]

    def run(self, pieces: NDArray[np.int64], present: Floats) -> Floats:
        """Return vectors of shape (texts, width) for padded pieces of shape (texts, length).

        `present` has the same shape: 1 for a piece of the text, 0 for padding.
        """
        states = self._words[pieces].astype(np.float32)
        states += self._positions[: pieces.shape[1]]
        states += self._segment
        states = self._first.apply(states)
        hidden = ((present - 1) * np.float32(1e9))[:, None, None, :]
        for layer in self._layers:
            states = self._through(layer, states, hidden)
        return _mean_of_present(states, present)

    def _through(self, layer: Layer, states: Floats, hidden: Floats) -> Floats:
        texts, length, width = states.shape
        rows = states.reshape(-1, width)
        context = self._attention(layer.attend.apply(rows), (texts, length), hidden)
        rows = layer.after_attention.apply(rows + layer.attended.apply(context))
        bent = _gelu(layer.widen.apply(rows))
        rows = layer.after_all.apply(rows + layer.narrow.apply(bent))
        return rows.reshape(texts, length, width)

    def _attention(self, rows: Floats, size: tuple[int, int], hidden: Floats) -> Floats:
        """Return each piece's mix of the pieces it attends to, shape (texts * length, width)."""
        heads = self.shape.heads
        depth = self.shape.width // heads
        asked, offered, value = rows.reshape(*size, 3, heads, depth).transpose(2, 0, 3, 1, 4)
        strength: Floats = (asked * np.float32(depth**-0.5)) @ offered.transpose(0, 1, 3, 2)
        strength += hidden
        strength -= strength.max(-1, keepdims=True)
        np.exp(strength, out=strength)
        strength /= strength.sum(-1, keepdims=True)
        mixed: Floats = (strength @ value).transpose(0, 2, 1, 3)
        return mixed.reshape(-1, self.shape.width)


def _layer(weights: Weights, number: int) -> Layer:
    prefix = f"l{number}."
    parts = [_linear(weights, prefix + name) for name in "qkv"]
    attend = Linear(
        np.ascontiguousarray(np.concatenate([part.matrix for part in parts], axis=1)),
        np.concatenate([part.offset for part in parts]),
    )
    return Layer(
        attend=attend,
        attended=_linear(weights, prefix + "ao"),
        after_attention=_normalisation(weights, prefix + "aln"),
        widen=_linear(weights, prefix + "fi"),
        narrow=_linear(weights, prefix + "fo", inputs=weights.shape.inner_width),
        after_all=_normalisation(weights, prefix + "oln"),
    )


def _linear(weights: Weights, name: str, *, inputs: int | None = None) -> Linear:
    stored = weights.matrix(name + ".w", inputs or weights.shape.width)
    return Linear(np.ascontiguousarray(stored.T), weights.floats(name + ".b"))


def _normalisation(weights: Weights, name: str) -> Normalisation:
    gain, offset = weights.floats(name + ".w"), weights.floats(name + ".b")
    return Normalisation(gain, offset, weights.shape.epsilon)


def _gelu(values: Floats) -> Floats:
    """Return the Gaussian error unit by its tanh form (Hendrycks and Gimpel 2016, eq. 2)."""
    bend = values * values
    bend *= np.float32(0.044715)
    bend += 1
    bend *= values
    bend *= np.float32(np.sqrt(2 / np.pi))
    np.tanh(bend, out=bend)
    bend += 1
    bend *= values
    bend *= np.float32(0.5)
    return bend


def _mean_of_present(states: Floats, present: Floats) -> Floats:
    weight = present[..., None]
    mean: Floats = (states * weight).sum(1) / weight.sum(1)
    mean /= np.linalg.norm(mean, axis=1, keepdims=True)
    return mean
