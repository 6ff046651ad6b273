from defusedxml import ElementTree

from goldenthread.publishing.vector_images import INK, name_and_clean_svg

DRAWN = f"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 class="marks" width="10" height="10" style="color:red"><style>a{{}}</style><script>1</script>
<rect fill="transparent" width="10" height="10"/><a xlink:href="https://example.org"><path/></a>
<g role="graphics-object" aria-label="x" onclick="1"><text fill="{INK}" style="font:x">Bus</text></g>
</svg>"""


def test_only_shapes_and_texts_stay() -> None:
    root = ElementTree.fromstring(name_and_clean_svg(DRAWN, title="t", sentence="s"))
    tags = [element.tag.rsplit("}")[-1] for element in root.iter()]
    assert tags == ["svg", "title", "desc", "g", "text"]


def test_no_style_handler_link_or_inner_role_stays() -> None:
    cleaned = name_and_clean_svg(DRAWN, title="t", sentence="s")
    for gone in ("style", "onclick", "href", "graphics-object", "aria-label=", INK):
        assert gone not in cleaned


def test_the_picture_is_named_by_its_title_and_its_sentence() -> None:
    cleaned = name_and_clean_svg(DRAWN, title="Travel & you", sentence="Most walk.")
    root = ElementTree.fromstring(cleaned)
    title, sentence = root[0], root[1]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {sentence.get('id')}"
    assert (title.text, sentence.text) == ("Travel & you", "Most walk.")


def test_two_charts_on_one_page_have_different_ids() -> None:
    one = ElementTree.fromstring(name_and_clean_svg(DRAWN, title="a", sentence="s"))
    other = ElementTree.fromstring(name_and_clean_svg(DRAWN, title="b", sentence="s"))
    assert one[0].get("id") != other[0].get("id")
