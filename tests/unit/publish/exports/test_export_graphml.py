"""GraphML: well-formed whatever the material holds, of the right shape, and read back by networkx."""

from pathlib import Path

import networkx as nx
import pytest
from lxml import etree

from wherefrom.publish import ExportSource, write_export

NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"
# The structure of GraphML 1.0 as its schema has it, for the elements that are written here.
SHAPE = etree.RelaxNG(
    etree.XML("""
<grammar ns="http://graphml.graphdrawing.org/xmlns" xmlns="http://relaxng.org/ns/structure/1.0"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <define name="data">
    <element name="data"><attribute name="key"><data type="NMTOKEN"/></attribute><text/></element>
  </define>
  <start><element name="graphml">
    <optional><attribute name="schemaLocation" ns="http://www.w3.org/2001/XMLSchema-instance"/></optional>
    <zeroOrMore><element name="key">
      <attribute name="id"><data type="NMTOKEN"/></attribute>
      <attribute name="for"><choice><value>node</value><value>edge</value><value>graph</value></choice></attribute>
      <attribute name="attr.name"/>
      <attribute name="attr.type"><choice>
        <value>boolean</value><value>int</value><value>long</value>
        <value>float</value><value>double</value><value>string</value>
      </choice></attribute>
    </element></zeroOrMore>
    <element name="graph">
      <attribute name="edgedefault"><value>directed</value></attribute>
      <zeroOrMore><choice>
        <ref name="data"/>
        <element name="node"><attribute name="id"/><zeroOrMore><ref name="data"/></zeroOrMore></element>
        <element name="edge">
          <attribute name="source"/><attribute name="target"/><optional><attribute name="id"/></optional>
          <zeroOrMore><ref name="data"/></zeroOrMore>
        </element>
      </choice></zeroOrMore>
    </element>
  </element></start>
</grammar>""")
)


@pytest.mark.parametrize("kind", ["source", "hostile"])
def test_it_is_well_formed_and_of_the_right_shape(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    summary = write_export(request.getfixturevalue(kind), "graphml", tmp_path / "out.graphml")
    tree = etree.parse(summary.path, etree.XMLParser(resolve_entities=False, no_network=True))
    SHAPE.assertValid(tree)
    nodes = {own.get("id") for own in tree.iter(f"{NAMESPACE}node")}
    assert len(nodes) == summary.counts["nodes"]
    edges = list(tree.iter(f"{NAMESPACE}edge"))
    assert len(edges) == summary.counts["edges"]
    assert all(own.get(end) in nodes for own in edges for end in ("source", "target"))
    keys = {own.get("id") for own in tree.iter(f"{NAMESPACE}key")}
    assert {own.get("key") for own in tree.iter(f"{NAMESPACE}data")} <= keys


def test_it_comes_back_as_it_was(source: ExportSource, tmp_path: Path) -> None:
    path = write_export(source, "graphml", tmp_path / "out.graphml").path
    graph = nx.read_graphml(path)
    claim, trace = source.case.claims[0], source.case.traces[0]
    assert graph.nodes[claim.id]["label"] == claim.text
    assert (graph.nodes[claim.id]["firm"], graph.nodes[claim.id]["high"]) == (trace.firm, trace.hi)
    copies = [told for _, _, told in graph.edges(data=True) if told["kind"] == "copy"]
    assert [told["score"] for told in copies] == [0.9]
    assert graph.has_edge(claim.id, source.case.statement[claim.statements[0]].document)


def test_control_characters_are_written_out(hostile: ExportSource, tmp_path: Path) -> None:
    path = write_export(hostile, "graphml", tmp_path / "out.graphml").path
    labels = [told["label"] for _, told in nx.read_graphml(path).nodes(data=True)]
    assert any("⟦U+0000⟧⟦U+0001⟧⟦U+001B⟧[2J\u202e\u2066⟦U+D800⟧⟦U+FFFE⟧</script>" in own for own in labels)
