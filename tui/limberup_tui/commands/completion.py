"""`limberup completion`: the script that lets a shell complete commands, options and ids."""

from __future__ import annotations

import click

from limberup_tui.commands.output import say

__all__ = ["SHELLS", "completion"]

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the script that completes commands in a shell.

    bash: limberup completion bash > ~/.local/share/bash-completion/completions/limberup

    zsh: limberup completion zsh > a file _limberup in a folder of $fpath

    fish: limberup completion fish > ~/.config/fish/completions/limberup.fish
    """
    from click.shell_completion import get_completion_class

    from limberup_tui.cli import limberup

    kind = get_completion_class(shell)
    assert kind is not None, "click knows all of SHELLS"
    source = kind(limberup, {}, "limberup", "_LIMBERUP_COMPLETE")
    # Not source.source(), which starts the shell to ask how old it is; the script is the same.
    say(source.source_template % source.source_vars())
