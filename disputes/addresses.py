"""How the reference of a case stands in an address."""


class ReferenceConverter:
    regex = "[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
