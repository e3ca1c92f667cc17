"""The demonstration of the register: everything in it is invented, and made by the parts' own actions alone."""

from fairway_portal.register.demonstration.making import Demonstrated, demonstrate

__all__ = ["Demonstrated", "demonstrate"]
