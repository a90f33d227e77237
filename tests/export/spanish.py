"""The week of `samples` with its module in Spanish: every kind of block, translated."""

from export.samples import a_week

from curriculum.model.clinic import Clinic
from curriculum.model.library import Library
from curriculum.model.translation import Translation

DOS_CUBETAS = {
    "title": "Dos cubetas",
    "translates": 1,
    "translator": "Alguien",
    "handouts": [
        {
            "title": "Mis dos cubetas",
            "idea": "Unas preocupaciones te toca cargarlas. Otras no.",
            "blocks": [
                {"heading": "Cómo funciona"},
                {"text": "Anota cada preocupación. *Luego* elige una cubeta."},
                {"example": "Imani maneja un autobús. La lluvia no le toca a ella."},
                {"steps": ["Anótala", "Ponla en su lugar"]},
                {"checklist": ["Clasifiqué una", "Solté una"]},
                {
                    "table": {
                        "columns": ["Preocupación", "Cubeta", "Siguiente paso"],
                        "rows": 3,
                        "example": ["Lluvia", "No es mía", "Un abrigo"],
                    }
                },
                {"table": {"columns": ["Día", "Hecho"], "labels": ["Lun", "Mar"]}},
                {"scale": {"prompt": "¿Qué tanto pesa?", "from": "pluma", "to": "piedra"}},
                {"lines": {"prompt": "¿Qué diría alguien que te quiere?", "count": 3}},
                {"box": {"prompt": "Dibuja tu cubeta", "height": "4 cm"}},
                {"cards": {"items": ["Lluvia", "Renta", "Descanso", "Reglas"], "columns": 3}},
                {"figure": {"file": "figures/cubetas.svg", "alt": "Dos cubetas, una junto a otra", "width": "11 cm"}},
            ],
            "take_home": "Carga lo que es tuyo.",
        }
    ],
    "homework": "Pon una preocupación al día en una cubeta.",
    "alternative": "Clasifica tus propias tres preocupaciones en papel.",
}

SPANISH_LINES = {"es": {"crisis": ["En peligro: 911.", "En crisis: 988 y oprime 2."], "footer": "Clínica Harbor"}}


def in_spanish(week, **changes):
    """Return the week with its module translated, and a clinic that says its lines in Spanish."""
    translations = {"two-buckets": {"es": Translation.model_validate(DOS_CUBETAS | changes)}}
    week.library = Library(week.library.modules, translations)
    week.clinic = Clinic.model_validate(
        {**week.clinic.model_dump(by_alias=True, exclude={"languages"}), "languages": SPANISH_LINES}
    )
    return week


def a_spanish_week(**changes):
    return in_spanish(a_week(), **changes)
