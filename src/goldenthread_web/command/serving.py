"""Commands that run the site."""

import subprocess
import sys
from datetime import timedelta

import click

from goldenthread.errors import SettingError
from goldenthread_web.command.site import bring_up_to_date, wake

HIGHEST_PORT = 65_535
LOST_AFTER = timedelta(minutes=10)
COUNTED_FROM = timedelta(days=1)


def read_address(address: str) -> tuple[str, int]:
    """Return host and port of an address such as 127.0.0.1:8000.

    Raises:
        SettingError: it is not a host and a port.
    """
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) <= HIGHEST_PORT:
        raise SettingError(f"{address!r} is no address. Write host:port, such as 127.0.0.1:8000.")
    return host.strip("[]"), int(port)


def show_administrator_link(address: str, *, forget_second_step: bool = False) -> None:
    """Print a link that signs an administrator in once within 24 hours."""
    from django.utils import timezone

    from goldenthread_web.people import changes
    from goldenthread_web.people.audit import SHELL

    person, token = changes.first_administrator(now=timezone.now())
    if forget_second_step:
        changes.forget_second_step(by=SHELL, person=person)
    click.echo(f"One-time link for {person.name}: http://{address}/sign-in/{token}/")


@click.command(epilog="Example: goldenthread serve --address 0.0.0.0:8000 --threads 8")
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port.")
@click.option("--processes", default=1, show_default=True, help="Web processes.")
@click.option("--threads", default=8, show_default=True, help="Threads of each web process.")
@click.option("--worker/--no-worker", default=True, show_default=True, help="Background work too.")
@click.option("--example", is_flag=True, help="Load the worked example if nothing is set up yet.")
@click.option("--administrator-link", is_flag=True, help="Print a one-time sign-in link.")
def serve(address: str, processes: int, threads: int, **switches: bool) -> None:
    """Bring the site up to date and serve it, with a worker for background jobs."""
    host, port = read_address(address)
    bring_up_to_date()
    if switches["example"]:
        _load_example()
    if switches["administrator_link"]:
        show_administrator_link(address)
    working = _start_worker() if switches["worker"] else None
    click.echo(f"Golden Thread is on http://{address} – stop it with Ctrl+C.")
    try:
        _serve_web(host, port, processes=processes, threads=threads)
    finally:
        if working is not None:
            working.terminate()
            working.wait(timeout=30)


def _serve_web(host: str, port: int, *, processes: int, threads: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "goldenthread_web.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=threads,
        log_access=False,
        log_level=LogLevels.error,
    ).serve()


def _start_worker() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "goldenthread_web.command.main", "worker"])


@click.command(epilog="Example: goldenthread worker")
def worker() -> None:
    """Do background jobs until stopped; run as many as the machine bears."""
    wake()
    from django.core.management import call_command
    from django.utils import timezone

    from goldenthread_web.command.housekeeping import plan_housekeeping
    from goldenthread_web.jobs.changes import fail_lost_jobs
    from goldenthread_web.reports.tasks import plan_counting

    fail_lost_jobs(silent_for=LOST_AFTER)
    plan_housekeeping()
    plan_counting(since=timezone.now() - COUNTED_FROM)
    call_command("db_worker", interval=0.5, verbosity=0, reload=False)


@click.command("administrator-link", epilog="Example: goldenthread administrator-link")
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port.")
@click.option("--forget-second-step", is_flag=True, help="For an administrator who lost theirs.")
def administrator_link(address: str, *, forget_second_step: bool) -> None:
    """Print a one-time link that signs an administrator in.

    Who set up a second step, such as an authenticator app, is asked for it still.
    """
    bring_up_to_date()
    show_administrator_link(address, forget_second_step=forget_second_step)


@click.command(epilog="Example: goldenthread demo")
def demo() -> None:
    """Load the worked example of Tower Hamlets, once; running it again changes nothing."""
    bring_up_to_date()
    _load_example()


def _load_example() -> None:
    from goldenthread_web.command.demonstration import load_worked_example

    click.echo(load_worked_example())
