"""The reader goes from the guide to the handout and on to its languages."""

from tui_driver import planning

SPANISH = """\
title: Atrapar pensamientos
translates: 1
translator: Alguien
handouts:
  - title: Una hoja para guardar
    idea: Una cosa pequeña al día.
    blocks: [{text: "Escribe una cosa."}]
    take_home: Una cosa.
"""


async def test_the_reader_names_each_language_and_shows_its_handout(workspace):
    module = next(workspace.glob("modules/**/catching-thoughts.yaml"))
    module.with_name("catching-thoughts.es.yaml").write_text(SPANISH, encoding="utf-8")
    async with planning(workspace) as planner:
        await planner.go("mon", "skills")
        await planner.press("r")
        assert "guide  handout  Spanish" in planner.picture()

        await planner.press("tab", "tab")

        picture = planner.picture()
        assert "Una hoja para guardar" in picture
        assert "Not yet read by a native reader." in " ".join(picture.split())
        assert "staff" not in picture
        await planner.press("tab")
        assert "Welcome, [everyone]" in planner.picture()
        await planner.press("left")
        assert "Una hoja para guardar" in planner.picture()


async def test_a_translation_that_is_added_on_disk_is_taken_in_with_the_next_reload(workspace):
    module = next(workspace.glob("modules/**/catching-thoughts.yaml"))
    async with planning(workspace) as planner:
        assert planner.desk.board.library.translation("catching-thoughts", "es") is None

        module.with_name("catching-thoughts.es.yaml").write_text(SPANISH, encoding="utf-8")

        await planner.screen.reload()

        await planner.until(lambda: planner.desk.board.library.translation("catching-thoughts", "es"))
