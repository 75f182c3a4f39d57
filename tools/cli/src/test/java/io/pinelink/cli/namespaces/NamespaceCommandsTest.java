package io.pinelink.cli.namespaces;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.cli.LocalRun;
import io.pinelink.cli.Run;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests the commands for namespaces, aliases and imports against a server. */
class NamespaceCommandsTest {
  private static LocalRun local;

  @BeforeAll
  static void start() {
    local = new LocalRun("--index", "docs:2");
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  @Test
  void aNamespaceIsCreatedListedAndDeleted() {
    assertThat(
            local
                .json("namespace create -n docs --name en --schema year,kind")
                .get("recordCount")
                .longValue())
        .isZero();
    assertThat(local.run("namespace list -n docs").out()).contains("NAMESPACE").contains("en");
    assertThat(local.json("namespace list -n docs --prefix e").get("namespaces")).hasSize(1);
    assertThat(local.json("namespace list -n docs --prefix x").get("namespaces")).isEmpty();
    assertThat(local.run("namespace describe -n docs --namespace en").exitCode()).isZero();

    Run unanswered = local.run("namespace delete -n docs --name en");
    assertThat(unanswered.exitCode()).isEqualTo(2);
    assertThat(unanswered.err()).contains("namespace 'en' of index 'docs' with 0 records");
    assertThat(local.run("namespace delete -n docs --name en --yes").exitCode()).isZero();
    assertThat(local.run("namespace describe -n docs --name en").exitCode()).isEqualTo(4);
  }

  @Test
  void aNamespaceNeedsAName() {
    Run run = local.run("namespace describe -n docs");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("name the namespace: --name NAME");
  }

  @Test
  void twoDifferentNamesAreRefused() {
    Run run = local.run("namespace delete -n docs --name en --namespace fr --yes");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--name is 'en' and --namespace is 'fr'");
  }

  @Test
  void anAliasIsCreatedRepointedAndDeleted() {
    local.json("namespace create -n docs --name blue");
    local.json("namespace create -n docs --name green");
    assertThat(
            local
                .json("alias create -n docs --name live --target blue")
                .get("targetNamespace")
                .textValue())
        .isEqualTo("blue");
    assertThat(local.run("alias list -n docs").out()).containsPattern("live +blue");

    local.json("alias repoint -n docs --name live --target green");
    assertThat(local.json("alias describe -n docs --name live").get("targetNamespace").textValue())
        .isEqualTo("green");
    assertThat(local.json("alias list -n docs --target blue").get("aliases")).isEmpty();

    assertThat(local.run("alias delete -n docs --name live").exitCode()).isEqualTo(2);
    assertThat(local.run("alias delete -n docs --name live --yes").exitCode()).isZero();
    assertThat(local.run("alias describe -n docs --name live").exitCode()).isEqualTo(4);
  }
}
