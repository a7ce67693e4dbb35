from wherefrom.read.material import Material, ReadPart, refuse
from wherefrom.records import Reading
def read_pdf(material: Material, _read_part: ReadPart) -> Reading:
    return refuse(material, "x", "not yet")
