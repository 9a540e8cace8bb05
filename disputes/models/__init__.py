from disputes.models.advice import Advice, AdviceCount
from disputes.models.panel_document import PanelDocument
from disputes.models.procedures import Procedure
from disputes.models.signposts import Signpost
from disputes.models.standing import Standing

__all__ = ["Advice", "AdviceCount", "PanelDocument", "Procedure", "Signpost", "Standing"]
