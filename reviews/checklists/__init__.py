"""Checklists of the codes of practice: designing, taking, comparing and acting; rounds, yearly words on undertakings, and the kitemark."""
