"""Degradation: the channel that a degraded copy went through, as operators that run forward."""

from corpusnorm.degradation.infer import infer_degradation
from corpusnorm.degradation.operators import Operator, operator_from_dict, operator_names
from corpusnorm.degradation.recipe import Degradation

__all__ = ["Degradation", "Operator", "infer_degradation", "operator_from_dict", "operator_names"]
