"""What is held about somebody is for that person; the register for whoever runs the portal."""

ACCESS = {
    "about_me:about_me": ("signed_in", {}),
    "about_me:file": ("signed_in", {}),
    "about_me:name": ("signed_in", {}),
    "about_me:leave": ("signed_in", {}),
    "about_me:register": ("superuser", {}),
    "about_me:register_pdf": ("superuser", {}),
}
