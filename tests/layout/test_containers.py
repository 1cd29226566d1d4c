"""What must hold of the Dockerfiles and the compose files, whatever is built from them."""

import re
import shutil
import subprocess

import pytest
import yaml
from services import ROOT, SERVICES


def compose(name):
    return yaml.safe_load((ROOT / name).read_text())["services"]


BASE = compose("docker-compose.yml")
DEVELOPMENT = compose("docker-compose.override.yml")
PROCESSES = {name: entry for name, entry in BASE.items() if "-service" in name}
WEB = {name: entry for name, entry in PROCESSES.items() if "command" not in entry}


RELEASE = {
    name: f"${{{name}:-{default}}}"
    for name, default in {
        "SERVEASE_VERSION": (ROOT / "VERSION").read_text().strip(),
        "SERVEASE_COMMIT": "unknown",
    }.items()
}


def dockerfiles():
    return sorted(ROOT.glob("*-service/Dockerfile"))


def instructions(dockerfile, word):
    return re.findall(rf"^{word} (.+)$", dockerfile.read_text(), flags=re.MULTILINE)


def test_each_service_is_one_image():
    assert list(WEB) == SERVICES
    for name, entry in WEB.items():
        assert entry["build"] == {
            "context": ".",
            "dockerfile": f"{name}/Dockerfile",
            "args": {**RELEASE, "SERVICE": name},
        }


@pytest.mark.parametrize(
    "dockerfile", [*dockerfiles(), ROOT / "nginx/Dockerfile"], ids=lambda path: path.parent.name
)
def test_an_image_is_built_in_two_stages_from_an_exact_debian_based_version(dockerfile):
    bases = instructions(dockerfile, "FROM")
    assert len(bases) == 2
    for base in bases:
        assert re.fullmatch(r"(python|nginx):\d+\.\d+\.\d+(-slim)?-bookworm( AS \w+)?", base)


@pytest.mark.parametrize(
    "dockerfile", [*dockerfiles(), ROOT / "nginx/Dockerfile"], ids=lambda path: path.parent.name
)
def test_an_image_does_not_run_as_root_and_says_how_it_is(dockerfile):
    final_stage = dockerfile.read_text().split("\nFROM ")[-1]
    users = re.findall(r"^USER (.+)$", final_stage, flags=re.MULTILINE)
    assert users
    assert not set(users) & {"root", "0", "0:0"}
    assert re.search(r"^HEALTHCHECK .*CMD ", final_stage, flags=re.MULTILINE)


@pytest.mark.parametrize(
    "dockerfile", [*dockerfiles(), ROOT / "nginx/Dockerfile"], ids=lambda path: path.parent.name
)
def test_an_image_says_which_release_it_is(dockerfile):
    final_stage = dockerfile.read_text().split("\nFROM ")[-1]
    for name, label in (("SERVEASE_VERSION", "version"), ("SERVEASE_COMMIT", "revision")):
        assert f"ARG {name}=unknown\n" in final_stage
        assert re.search(rf"^ENV .*\b{name}=\${name}\b", final_stage, flags=re.MULTILINE)
        assert f"org.opencontainers.image.{label}=${name}" in final_stage


def test_the_gateways_image_is_told_the_release_too():
    assert BASE["gateway"]["build"] == {"context": ".", "dockerfile": "nginx/Dockerfile", "args": RELEASE}


def test_an_image_and_compose_agree_how_often_a_container_is_asked_how_it_is():
    for dockerfile, name in (
        (ROOT / "nginx/Dockerfile", "gateway"),
        (dockerfiles()[0], dockerfiles()[0].parent.name),
    ):
        said = dict(re.findall(r"--(interval|timeout|retries)=(\w+)", dockerfile.read_text()))
        assert said == {key: str(BASE[name]["healthcheck"][key]) for key in said}


@pytest.mark.parametrize("name", ["postgres", "redis"])
def test_the_servers_are_exact_debian_based_versions(name):
    assert re.fullmatch(rf"{name}:\d+\.\d+(\.\d+)?-bookworm", BASE[name]["image"])


@pytest.mark.parametrize("name", BASE)
def test_every_container_is_watched_restarted_limited_and_keeps_its_log_small(name):
    entry = BASE[name]
    assert entry["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
    assert entry["restart"] == "unless-stopped"
    assert entry["deploy"]["resources"]["limits"].keys() >= {"cpus", "memory"}
    assert entry["logging"]["options"].keys() == {"max-size", "max-file"}
    assert "no-new-privileges:true" in entry["security_opt"]


def test_only_the_gateway_has_a_port_and_no_service_has_one_even_in_development():
    assert [name for name, entry in BASE.items() if "ports" in entry] == ["gateway"]
    assert [name for name, entry in DEVELOPMENT.items() if "ports" in entry] == ["direct-ports"]


def test_development_adds_its_code_to_every_process_and_to_nothing_else():
    assert set(DEVELOPMENT) == set(BASE) | {"direct-ports"}
    for name in PROCESSES:
        service = re.sub(r"-(events|worker|stream)$", "", name)
        assert f"./{service}:/srv/{service}:ro" in DEVELOPMENT[name]["volumes"]
    assert [name for name in ("gateway", "postgres", "redis") if "volumes" in DEVELOPMENT[name]] == []


def test_the_gateway_waits_for_no_service_and_reaches_no_database():
    assert "depends_on" not in BASE["gateway"]
    assert BASE["gateway"]["networks"] == ["edge"]
    for name in ("postgres", "redis"):
        assert BASE[name]["networks"] == ["data"]


def test_a_service_has_its_events_and_where_there_are_jobs_a_worker_and_where_answers_last_a_stream():
    expected = set()
    for service in SERVICES:
        project = ROOT / service / service.replace("-", "_")
        expected |= {service, f"{service}-events"}
        expected |= {f"{service}-worker"} if (project / "celery.py").exists() else set()
        expected |= {f"{service}-stream"} if (project / "asgi.py").exists() else set()
    assert set(PROCESSES) == expected


@pytest.mark.parametrize("name", PROCESSES)
def test_every_role_of_a_service_has_its_image_and_its_own_database(name):
    entry = PROCESSES[name]
    service = re.sub(r"-(events|worker|stream)$", "", name)
    project = service.replace("-", "_")
    environment = entry["environment"]
    assert entry["image"] == WEB[service]["image"] == f"servease/{service}:${{IMAGE_TAG:-latest}}"
    assert entry.get("command", ["web"]) == [name.removeprefix(service).strip("-") or "web"]
    assert (environment["DB_NAME"], environment["DB_USER"]) == (f"{project}_db", project)
    prefix = service.removesuffix("-service").upper()
    assert environment["DB_PASSWORD"].startswith(f"${{{prefix}_DB_PASSWORD-")
    assert environment["CLIENT_SECRET"].startswith(f"${{{prefix}_CLIENT_SECRET-")
    assert ("SIGNING_SECRET" in environment) == (service == "authentication-service")


@pytest.mark.parametrize("name", PROCESSES)
def test_only_web_migrates_so_that_the_other_roles_start_on_a_finished_database(name):
    migrates = PROCESSES[name]["environment"]["MIGRATE_ON_START"]
    assert migrates == ("true" if name in WEB else "false")


def test_every_service_can_have_replicas():
    for name, entry in WEB.items():
        assert entry["deploy"]["mode"] == "replicated"
        assert entry["deploy"]["replicas"] == f"${{{name.removesuffix('-service').upper()}_REPLICAS:-1}}"
        assert "container_name" not in entry
        if stream := PROCESSES.get(f"{name}-stream"):
            assert stream["deploy"]["replicas"] == entry["deploy"]["replicas"]


def written(name):
    """The variables of an environment file and their values."""
    return dict(re.findall(r"^(\w+)=(.*)$", (ROOT / name).read_text(), flags=re.MULTILINE))


def defaults(name):
    """What a compose file takes for a variable that is not set; a lone comma is an empty list."""
    found = {}
    for variable, default in re.findall(r"\$\{(\w+):?-([^}]+)\}", (ROOT / name).read_text()):
        found.setdefault(variable, set()).add("" if default == "," else default)
    assert [variable for variable, values in found.items() if len(values) != 1] == []
    return {variable: values.pop() for variable, values in found.items()}


def secrets_among(variables):
    return {variable for variable in variables if re.search("(PASSWORD|SECRET)(?!S)", variable)}


BASE_DEFAULTS = defaults("docker-compose.yml")
DEVELOPMENT_DEFAULTS = BASE_DEFAULTS | defaults("docker-compose.override.yml")
# An operator may set these too; their defaults are the platform's own servers and images.
OPTIONAL = {"DB_HOST", "DB_PORT", "REDIS_HOST", "REDIS_PORT", "IMAGE_TAG", *RELEASE}
OPTIONAL |= {f"{name.removesuffix('-service').upper()}_REPLICAS" for name in SERVICES}


def test_a_plain_compose_command_takes_the_values_of_the_development_environment():
    development = written(".env.development")
    taken = {name: value for name, value in DEVELOPMENT_DEFAULTS.items() if name not in OPTIONAL}
    assert taken == {name: development[name] for name in taken}
    untaken = {"DEBUG", "OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL", "OUTBOUND_ALLOWED"}
    untaken |= {"SMS_TOKEN", "SMS_FROM", "SMS_WEBHOOK_SECRET", "OIDC_PROVIDERS", "COMMON_PASSWORDS_PATH"}
    foreign = (
        "FILES_S3_",
        "LINK_",
        "STRIPE_",
        "MAIL_PROVIDER_",
        "MAIL_REPLY_",
        "MAIL_WEBHOOK_",
        "SMTP_",
        "VAPID_",
    )
    untaken |= {name for name in development if name.startswith(foreign)}
    assert set(development) - set(taken) == untaken


def test_without_the_override_file_only_secrets_are_those_of_development():
    production = written(".env.production")
    secrets = secrets_among(BASE_DEFAULTS)
    assert len(secrets) == 2 * len(SERVICES) + 4
    assert all(BASE_DEFAULTS[secret].startswith("development-only") for secret in secrets)
    others = {name: value for name, value in BASE_DEFAULTS.items() if name not in secrets | OPTIONAL}
    assert others == {name: production[name] for name in others}


def test_a_secret_that_is_set_to_nothing_stays_nothing():
    text = (ROOT / "docker-compose.yml").read_text()
    uses = re.findall(r"\$\{(\w*(?:PASSWORD|SECRET)\w*)(.)", text)
    assert {variable for variable, sign in uses if sign != "-"} == set()
    production = written(".env.production")
    assert {secret: production[secret] for secret in secrets_among(BASE_DEFAULTS) if production[secret]} == {}


def test_only_the_override_file_allows_what_is_for_development():
    published = {name: entry["environment"]["DEBUG"] for name, entry in BASE.items() if name != "gateway"}
    assert set(published.values()) == {"false"}
    assert {name: DEVELOPMENT[name]["environment"]["DEBUG"] for name in published} == dict.fromkeys(
        published, "true"
    )


@pytest.mark.parametrize("name", ["docker-compose.yml", "docker-compose.override.yml"])
def test_every_compose_understands_the_files(name):
    """docker-compose 1.29 knows neither `name` nor limits of pids, podman-compose 1.0 no empty default."""
    content = yaml.safe_load((ROOT / name).read_text())
    assert {key for key in content if not key.startswith("x-")} <= {"services", "networks", "volumes"}
    text = re.sub("#.*", "", (ROOT / name).read_text())
    for use in re.findall(r"(?<!\$)\$\{?\w+[^}]*\}?", text.replace("$$", "$$ ")):
        assert re.fullmatch(r"\$\{[A-Z_]+:?-[^${}]+\}", use), use
    for entry in content["services"].values():
        assert "pids" not in entry.get("deploy", {}).get("resources", {}).get("limits", {})
        assert "scale" not in entry


def test_an_environment_file_of_ones_own_stays_out_of_git():
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert {"/.env", "/.env.production.local"} <= set(ignored)


def test_the_file_for_production_copied_to_env_changes_nothing_that_git_knows(tmp_path):
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", "--shared", ROOT, clone], check=True)
    shutil.copy(clone / ".env.production", clone / ".env")
    changed = subprocess.run(["git", "-C", clone, "status", "--porcelain"], check=True, capture_output=True)
    assert changed.stdout == b""


def test_data_outlives_its_containers():
    assert any(volume.startswith("postgres:") for volume in BASE["postgres"]["volumes"])
    assert any(volume.startswith("redis:") for volume in BASE["redis"]["volumes"])
    command = BASE["redis"]["command"][-1]
    for setting in ("--appendonly yes", "--appendfsync everysec", "--maxmemory-policy noeviction"):
        assert setting in command
    assert "requirepass" in command


def keeps_files(service):
    settings = ROOT / service / service.replace("-", "_") / "settings.py"
    return '"chassis.files"' in settings.read_text()


@pytest.mark.parametrize("name", PROCESSES)
def test_the_files_of_a_service_outlive_its_containers_and_are_those_of_each_of_its_roles(name):
    service = re.sub(r"-(events|worker|stream)$", "", name)
    environment = PROCESSES[name]["environment"]
    volume = f"{service.removesuffix('-service')}-files"
    named = PROCESSES[name].get("volumes", [])
    assert (named == [f"{volume}:{environment.get('FILES_DIR')}"]) == keeps_files(service)
    assert {each for each in environment if each.startswith("FILES_")} == (
        {"FILES_DIR", *(each for each in written(".env.development") if each.startswith("FILES_"))}
        if keeps_files(service)
        else set()
    )
    volumes = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["volumes"]
    assert (volume in volumes) == keeps_files(service)


@pytest.mark.parametrize("dockerfile", dockerfiles(), ids=lambda path: path.parent.name)
def test_an_image_has_the_folder_of_files_so_that_a_volume_belongs_to_the_service(dockerfile):
    folder = BASE["vehicleandproject-service"]["environment"]["FILES_DIR"]
    assert re.search(
        rf"install --directory --owner servease .* {folder}$", dockerfile.read_text(), re.MULTILINE
    )


def test_postgres_keeps_what_people_entered_out_of_its_log_in_both_runtimes():
    natively = re.search(
        r'^QUIET_POSTGRES="(.+)"$', (ROOT / "scripts/lib/supervisor.sh").read_text(), re.MULTILINE
    )
    settings = set(natively[1].replace("-c ", "").split())
    assert "log_min_error_statement=panic" in settings
    assert settings <= set(BASE["postgres"]["command"])


def test_images_carry_no_secrets_and_no_tests():
    patterns = (ROOT / ".dockerignore").read_text().splitlines()
    assert patterns[1] == "*"
    assert "**/tests/" in patterns
    assert not [pattern for pattern in patterns if pattern.startswith("!.")]
