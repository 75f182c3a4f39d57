package io.pinelink.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.pinelink.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files that run the command. The types of Kubernetes refuse fields that do not exist. */
class WatchFilesTest {
  private static final Path FILES = Path.of("../../docs/watch");

  private static JsonObject manifest(String name) throws IOException {
    Object content =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(FILES.resolve(name)));
    return new Gson().toJsonTree(content).getAsJsonObject();
  }

  /** Refuses fields that do not exist. By name, since the compiler would need more libraries. */
  private static void validate(String type, JsonObject manifest)
      throws ReflectiveOperationException {
    Class.forName("io.kubernetes.client.openapi.models." + type)
        .getMethod("validateJsonElement", JsonElement.class)
        .invoke(null, manifest);
  }

  private static JsonObject at(JsonObject from, String... path) {
    JsonObject found = from;
    for (String name : path) {
      found = found.getAsJsonObject(name);
    }
    return found;
  }

  /** Returns the command that the only container of a pod runs, with its options. */
  private static WatchCommand command(JsonObject pod) {
    List<String> arguments = new ArrayList<>();
    for (JsonElement each :
        pod.getAsJsonArray("containers").get(0).getAsJsonObject().getAsJsonArray("args")) {
      arguments.add(each.getAsString());
    }
    return parsed(arguments);
  }

  private static WatchCommand parsed(List<String> arguments) {
    return (WatchCommand)
        Main.commandLine(Map.of())
            .parseArgs(arguments.toArray(String[]::new))
            .subcommand()
            .commandSpec()
            .userObject();
  }

  @Test
  void theDaemonSetIsValidAndServesItsPort() throws Exception {
    JsonObject manifest = manifest("daemonset.yaml");

    validate("V1DaemonSet", manifest);
    JsonObject pod = at(manifest, "spec", "template", "spec");
    WatchCommand command = command(pod);
    int port =
        pod.getAsJsonArray("containers")
            .get(0)
            .getAsJsonObject()
            .getAsJsonArray("ports")
            .get(0)
            .getAsJsonObject()
            .get("containerPort")
            .getAsInt();
    assertThat(Objects.requireNonNull(command.listen).address().port()).isEqualTo(port);
    assertThat(at(manifest, "spec", "template", "metadata", "annotations"))
        .extracting(annotations -> annotations.get("prometheus.io/port").getAsString())
        .isEqualTo(String.valueOf(port));
    assertThat(at(manifest, "spec", "selector", "matchLabels"))
        .isEqualTo(at(manifest, "spec", "template", "metadata", "labels"));
  }

  @Test
  void theCronJobIsValidAndEnds() throws Exception {
    JsonObject manifest = manifest("cronjob.yaml");

    validate("V1CronJob", manifest);
    assertThat(command(at(manifest, "spec", "jobTemplate", "spec", "template", "spec")).once)
        .isTrue();
  }

  @Test
  void aFieldThatDoesNotExistIsRefused() throws Exception {
    JsonObject manifest = manifest("daemonset.yaml");
    at(manifest, "spec", "template", "spec").addProperty("restartPolicies", "Always");

    assertThatThrownBy(() -> validate("V1DaemonSet", manifest))
        .cause()
        .hasMessageContaining("restartPolicies");
  }

  @Test
  void theDashboardHasAnExpressionInEachPanel() throws Exception {
    assertThat(new ObjectMapper().readTree(FILES.resolve("dashboard.json").toFile()).get("panels"))
        .isNotEmpty()
        .allSatisfy(panel -> assertThat(panel.at("/targets/0/expr").textValue()).isNotBlank());
  }
}
