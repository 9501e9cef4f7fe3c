"""Holds the pack to all that limberup asks of one: a test for each of its files."""

from limberup.testing import PackContract


class TestPack(PackContract):
    package = "limberup_pack_walking_balance"
