"""What a PDF says of itself for machines: the XMP packet of a file that is both PDF/A-3 and PDF/UA-1, and its colours.

WeasyPrint writes the packet of one of the two. The other's property is foreign to PDF/A, so that it has to be
described in the packet, and all of it has to stand in one RDF.
"""

from functools import lru_cache
from html import escape
from importlib.resources import files
from typing import Any

from qaudit.reports.engine import pydyf

COLOURS, COLOURS_FILE = "sRGB2014", "sRGB2014.icc"
"""The colours that a report is meant in. The profile comes with WeasyPrint."""
PDFA_PART, PDFA_LEVEL, PDFUA_PART = 3, "U", 1
_HEAD = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
_TAIL = '</x:xmpmeta>\n<?xpacket end="r"?>'
_RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>{pdfa_part}</pdfaid:part><pdfaid:conformance>{pdfa_level}</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>{pdfua_part}</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
{told}
</rdf:Description>
</rdf:RDF>
"""


def finish_metadata(document: Any, pdf: Any) -> None:
    """Puts the packet into a PDF that WeasyPrint has made ready to be written: its finisher.

    Also takes out what PDF/A refuses or has no use for.
    """
    number = int(pdf.catalog["Metadata"].split()[0])
    stream = pdf.objects[number]
    stream.stream, stream.compress = [packet(document.metadata, pdf.info["Producer"].string)], False
    profile = pydyf.Stream([_profile()], pydyf.Dictionary({"N": 3}), compress=True)
    pdf.add_object(profile)
    name = pydyf.String(COLOURS)
    intent = {"Type": "/OutputIntent", "S": "/GTS_PDFA1", "OutputConditionIdentifier": name, "Info": name}
    intent["DestOutputProfile"] = profile.reference
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(intent)])
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = list(dict.fromkeys(pdf.catalog["AF"]))
    for thing in pdf.objects:
        _leave_out(thing if isinstance(thing, dict) else getattr(thing, "extra", {}))


@lru_cache(maxsize=1)
def _profile() -> bytes:
    return (files("weasyprint.pdf") / COLOURS_FILE).read_bytes()


def _leave_out(entries: dict[str, Any]) -> None:
    """Empty groups of resources, and the wish that a viewer smooth a picture."""
    entries.pop("Interpolate", None)
    resources = entries.get("Resources", entries)
    if isinstance(resources, dict) and "ColorSpace" in resources:
        for name in ("ExtGState", "XObject", "Pattern", "Shading"):
            if resources.get(name) == {}:
                del resources[name]


def packet(metadata: Any, producer: str) -> bytes:
    """The packet for WeasyPrint's metadata of a document; the same facts as in the file's information."""
    told = [
        _language_list("title", metadata.title),
        _container("creator", "Seq", ", ".join(metadata.authors)),
        _language_list("description", metadata.description),
        _container("language", "Bag", metadata.lang),
        _plain("pdf:Producer", producer),
        _plain("xmp:CreatorTool", metadata.generator),
        _plain("xmp:CreateDate", metadata.created),
        _plain("xmp:ModifyDate", metadata.modified),
    ]
    rdf = _RDF.format(
        pdfa_part=PDFA_PART, pdfa_level=PDFA_LEVEL, pdfua_part=PDFUA_PART, told="\n".join(filter(None, told))
    )
    return (_HEAD + rdf + _TAIL).encode()


def _plain(name: str, words: str | None) -> str:
    return f"<{name}>{escape(words)}</{name}>" if words else ""


def _language_list(name: str, words: str | None) -> str:
    if not words:
        return ""
    return f'<dc:{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(words)}</rdf:li></rdf:Alt></dc:{name}>'


def _container(name: str, kind: str, words: str | None) -> str:
    if not words:
        return ""
    return f"<dc:{name}><rdf:{kind}><rdf:li>{escape(words)}</rdf:li></rdf:{kind}></dc:{name}>"
