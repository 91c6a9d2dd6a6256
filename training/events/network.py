"""The event coder as a network: one reading of a sentence for each trigger asked about.

A BERT encoder reads the sentence, in which features mark the trigger and the parties that the parse proposes (for
markers of entities: Baldini Soares et al., ACL 2019; Zhong and Chen, NAACL 2021). From the pooled trigger, parties and
sentence it says the type, mode and status; of each piece it says whether it heads an actor or a recipient.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from sayso.models.event_encoding import (
    FEATURES,
    MODES,
    OF_ACTOR,
    OF_RECIPIENT,
    PARTIES,
    ROLES,
    STATUSES,
    TRIGGER,
    TYPES,
)
from training.attributions.network import Encoder, Shape

SHAPE = Shape(features=FEATURES)


@dataclass(frozen=True)
class Answers:
    """Logits for a batch of questions."""

    types: Tensor  # [rows, TYPES]: as the words tell it
    rules: Tensor  # [rows, TYPES]: by PLOVER's rules, where what is planned counts as agreed
    modes: Tensor  # [rows, MODES]
    statuses: Tensor  # [rows, STATUSES]
    parties: Tensor  # [rows, pieces, PARTIES]


class Network(nn.Module):
    """Encoder, pooling, heads."""

    def __init__(self, shape: Shape = SHAPE) -> None:
        super().__init__()
        width = shape.hidden
        self.encoder = Encoder(shape)
        self.pooled = nn.Sequential(
            nn.Dropout(shape.dropout), nn.Linear(5 * width, width), nn.GELU(), nn.Dropout(shape.dropout)
        )
        self.types, self.rules = nn.Linear(width, len(TYPES)), nn.Linear(width, len(TYPES))
        self.modes, self.statuses = nn.Linear(width, len(MODES)), nn.Linear(width, len(STATUSES))
        self.parties = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, len(PARTIES)))
        self.toward = nn.Linear(width, width)  # what a piece is asked, seen from the trigger
        nn.init.zeros_(self.toward.weight)
        nn.init.zeros_(self.toward.bias)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """All [rows, pieces] -> the five tensors of ``Answers``, in their order."""
        hidden = self.encoder(ids, features, mask)
        roles = features % len(ROLES)
        parts = [mean(hidden, among(roles, those) & mask) for those in ((TRIGGER,), OF_ACTOR, OF_RECIPIENT)]
        pooled = self.pooled(torch.cat((hidden[:, 0], mean(hidden, mask), *parts), -1))
        heads = (self.types, self.rules, self.modes, self.statuses)
        parties = self.parties(hidden + self.toward(parts[0])[:, None])
        return (*(head(pooled).float() for head in heads), parties.float())


def among(roles: Tensor, those: tuple[int, ...]) -> Tensor:
    """Where the role is one of those, which follow each other."""
    return (roles >= those[0]) & (roles <= those[-1])


def mean(hidden: Tensor, mask: Tensor) -> Tensor:
    """The mean of the marked pieces; zeros where none is marked."""
    weights = mask.to(hidden.dtype)
    return (hidden * weights[..., None]).sum(1) / weights.sum(1, keepdim=True).clamp(min=1)
