"""Hadamard matrices, made by the constructions of Sylvester and Paley and proven each time they are made."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from fairway.methods.survey.errors import DesignMisstated

Signs: TypeAlias = npt.NDArray[np.int8]


def hadamard(order: int) -> Signs:
    """A matrix H of +1 and −1 with H Hᵀ = order · I, whose first row and column are +1; shape (order, order).

    Source: Hedayat & Wallis (1978), Annals of Statistics 6, §§2.1–2.3: doubling (Sylvester 1867), and the quadratic
    residues modulo a prime q, for order q + 1 where q ≡ 3 (mod 4) and 2(q + 1) where q ≡ 1 (mod 4) (Paley 1933).

    Raises:
        DesignMisstated: These constructions give no matrix of that order.
    """
    made = _made(order)
    if made is None:
        raise DesignMisstated(
            f"No Hadamard matrix of order {order} can be made here.", advice=f"Take {least_order(order)} instead."
        )
    made = made * made[0]
    normal: Signs = made * made[:, :1]
    product = normal.astype(np.float32) @ normal.T.astype(np.float32)
    if not np.array_equal(product, order * np.eye(order, dtype=np.float32)):
        raise RuntimeError(f"the matrix of order {order} is not Hadamard's")
    return normal


def least_order(least: int) -> int:
    """The smallest order that can be made and is not below `least`."""
    order = max(least, 1)
    while not _possible(order):
        order += 1
    return order


def _possible(order: int) -> bool:
    if order in (1, 2):
        return True
    if order % 4:
        return False
    return _one_prime(order) or _two_prime(order) or _possible(order // 2)


def _one_prime(order: int) -> bool:
    return order % 4 == 0 and _is_prime(order - 1)


def _two_prime(order: int) -> bool:
    return order % 4 == 0 and (order // 2 - 1) % 4 == 1 and _is_prime(order // 2 - 1)


def _made(order: int) -> Signs | None:
    if order == 1:
        return np.ones((1, 1), np.int8)
    half = _made(order // 2) if order == 2 or order % 4 == 0 else None
    if half is not None:
        return np.block([[half, half], [half, -half]]).astype(np.int8)
    if _one_prime(order):
        return _paley_one(order - 1)
    return _paley_two(order // 2 - 1) if _two_prime(order) else None


def _paley_one(prime: int) -> Signs:
    """I + S, where S = [[0, 1], [−1, Q]] and S + Sᵀ = 0."""
    skew = np.zeros((prime + 1, prime + 1), np.int8)
    skew[0, 1:], skew[1:, 0], skew[1:, 1:] = 1, -1, _residues(prime)
    return skew + np.eye(prime + 1, dtype=np.int8)


def _paley_two(prime: int) -> Signs:
    """S ⊗ [[1, 1], [1, −1]] + I ⊗ [[1, −1], [−1, −1]], where S = [[0, 1], [1, Q]] is symmetric."""
    symmetric = np.ones((prime + 1, prime + 1), np.int8)
    symmetric[0, 0], symmetric[1:, 1:] = 0, _residues(prime)
    sides = np.array([[1, 1], [1, -1]], np.int8), np.array([[1, -1], [-1, -1]], np.int8)
    return np.kron(symmetric, sides[0]) + np.kron(np.eye(prime + 1, dtype=np.int8), sides[1])


def _residues(prime: int) -> Signs:
    """χ(i − j): 1 for a square modulo the prime, −1 for none, 0 for 0."""
    character = np.full(prime, -1, np.int8)
    character[np.arange(1, prime, dtype=np.int64) ** 2 % prime] = 1
    character[0] = 0
    steps = np.arange(prime)
    table: Signs = character[(steps[:, None] - steps[None, :]) % prime]
    return table


def _is_prime(number: int) -> bool:
    return number > 1 and all(number % divisor for divisor in range(2, int(number**0.5) + 1))
