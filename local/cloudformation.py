"""Read a CloudFormation file: YAML with short forms such as ``!Ref``."""

from pathlib import Path
from typing import Any

import yaml

Json = dict[str, Any]


class _Loader(yaml.SafeLoader):
    """A YAML loader that knows CloudFormation's short forms."""


def _intrinsic(loader: yaml.SafeLoader, name: str, node: yaml.Node) -> Json:
    """Turn ``!Name value`` into its long form."""
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
    elif isinstance(node, yaml.MappingNode):
        value = loader.construct_mapping(node, deep=True)
    else:
        value = loader.construct_sequence(node, deep=True)  # type: ignore[arg-type]
    if name == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {name if name in {"Ref", "Condition"} else f"Fn::{name}": value}


_Loader.add_multi_constructor("!", _intrinsic)


def read_template(path: Path) -> Json:
    """Return the template with all short forms written out."""
    # The loader is a SafeLoader: it makes plain values only.
    template: Json = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    return template
