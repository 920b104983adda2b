"""The canonical form of rule files, in either spelling."""
