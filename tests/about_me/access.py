"""What is held about somebody is for that person; the register for whoever runs the portal."""

from compact_portal.accounts.actions import address_token

ACCESS = {
    "about_me:about_me": ("signed_in", {}),
    "about_me:file": ("signed_in", {}),
    "about_me:correct": ("signed_in", {}),
    "about_me:email": ("signed_in", {}),
    "about_me:confirm_email": ("lead", {"token": lambda cast: address_token(cast.lead, "new@example.org")}),
    "about_me:name": ("signed_in", {}),
    "about_me:leave": ("signed_in", {}),
    "about_me:register": ("superuser", {}),
    "about_me:register_pdf": ("superuser", {}),
}
