"""The map of the checklists' pages."""

from django.urls import path

from reviews.checklists.views import designing, reading, results, taking, working

app_name = "checklists"
LISTS = "<slug:compact>/checklists/"
DESIGN = LISTS + "write/"
TAKEN = LISTS + "taken/<int:pk>/"
urlpatterns = [
    path(LISTS, reading.checklists, name="checklists"),
    path(LISTS + "mine/", taking.mine, name="mine"),
    path(LISTS + "<int:pk>/", reading.checklist, name="checklist"),
    path(LISTS + "<int:pk>/form.pdf", reading.checklist_pdf, name="checklist_pdf"),
    path(LISTS + "<int:pk>/form.docx", reading.checklist_docx, name="checklist_docx"),
    path(LISTS + "<int:pk>/take/", taking.begin, name="begin"),
    path(TAKEN, results.taken, name="taken"),
    path(TAKEN + "result.pdf", results.taken_pdf, name="taken_pdf"),
    path(TAKEN + "answers/<int:sheet>/", taking.answer, name="answer"),
    path(TAKEN + "answers/<int:sheet>/close/", taking.close_sheet, name="close_sheet"),
    path(TAKEN + "send/", taking.send, name="send"),
    path(TAKEN + "reopen/", taking.reopen, name="reopen"),
    path(TAKEN + "delete/", taking.give_up, name="give_up"),
    path(TAKEN + "share/", taking.share, name="share"),
    path(TAKEN + "evidence/", working.add_evidence, name="add_evidence"),
    path(TAKEN + "evidence/<int:item>/", working.evidence, name="evidence"),
    path(TAKEN + "evidence/file/<int:evidence>/", working.evidence_file, name="evidence_file"),
    path(TAKEN + "evidence/renew/<int:evidence>/", working.renew_evidence, name="renew_evidence"),
    path(TAKEN + "evidence/remove/<int:evidence>/", working.remove_evidence, name="remove_evidence"),
    path(TAKEN + "people/", working.give_items, name="give_items"),
    path(TAKEN + "people/<int:task>/", working.finish_item, name="finish_item"),
    path(TAKEN + "gaps/", working.gaps, name="gaps"),
    path(TAKEN + "gaps/<int:gap>/", working.gap, name="gap"),
    path(TAKEN + "gaps/<int:gap>/done/", working.finish_gap, name="finish_gap"),
    path(TAKEN + "gaps/<int:gap>/plan/", working.plan_gap, name="plan_gap"),
    path(DESIGN, designing.all_checklists, name="design"),
    path(DESIGN + "load/", designing.load, name="load"),
    path(DESIGN + "new/", designing.new_checklist, name="new_checklist"),
    path(DESIGN + "<int:pk>/", designing.design, name="design_one"),
    path(DESIGN + "<int:pk>/change/", designing.change_checklist, name="change_checklist"),
    path(DESIGN + "<int:pk>/deed/", designing.checklist_deed, name="checklist_deed"),
    path(DESIGN + "<int:pk>/items/add/", designing.edit_item, name="add_item"),
    path(DESIGN + "<int:pk>/items/<int:item>/", designing.edit_item, name="edit_item"),
    path(DESIGN + "<int:pk>/items/<int:item>/deed/", designing.item_deed, name="item_deed"),
    path(LISTS + "scales/new/", designing.edit_scale, name="new_scale"),
    path(LISTS + "scales/<int:pk>/", designing.edit_scale, name="edit_scale"),
    path(LISTS + "scales/<int:pk>/remove/", designing.remove_scale, name="remove_scale"),
]
