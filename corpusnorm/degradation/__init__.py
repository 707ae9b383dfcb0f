"""Degradation: the channel that a degraded copy went through, as operators that run forward."""

from corpusnorm.degradation.infer import infer_degradation
from corpusnorm.degradation.operators import Operator, operator_from_dict, operator_names
from corpusnorm.degradation.recipe import Degradation
from corpusnorm.degradation.shared import infer_shared

__all__ = ["Degradation", "Operator", "infer_degradation", "infer_shared", "operator_from_dict", "operator_names"]
