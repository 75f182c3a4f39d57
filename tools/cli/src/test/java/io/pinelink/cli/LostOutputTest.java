package io.pinelink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Metadata;
import io.pinelink.model.Vector;
import io.pinelink.network.ProxyOptions;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests processes whose standard output cannot be written, or is closed by its reader. */
@Tag("slow")
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /dev/full")
class LostOutputTest {
  private static final int IDS_PER_PAGE = 100;
  private static final int PAGES = 50;
  private static final String HOST = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";

  private static EmbeddedPinecone server;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    server = EmbeddedPinecone.builder().localMode().start();
    try (Pinelink client =
        Pinelink.builder()
            .apiKey(EmbeddedPinecone.API_KEY)
            .controlPlane(controlPlane())
            .proxy(ProxyOptions.none())
            .build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense("docs", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
      for (int page = 0; page < PAGES; page++) {
        int first = page * IDS_PER_PAGE;
        client
            .index("docs")
            .upsert(
                IntStream.range(first, first + IDS_PER_PAGE)
                    .mapToObj(i -> vector(String.format("id-%06d", i)))
                    .toList());
      }
    }
  }

  private static Vector vector(String id) {
    return Vector.builder(id)
        .values(1, 2)
        .metadata(Metadata.builder().put("kind", "page").build())
        .build();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void forgetRequests() {
    server.clearRequests();
  }

  private static String controlPlane() {
    return "http://localhost:" + server.address(Listener.CONTROL).getPort();
  }

  /** Returns the words that start the program. */
  private static List<String> program(String arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The JVM's own file of counters would be too large for the limit of a test.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx128m", "-XX:-UsePerfData"));
    // Newer JVMs warn without this option, which the manifest of the jar stands for.
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments.split(" ")));
    return command;
  }

  private ProcessBuilder builder(String name, List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(folder.resolve(name).toFile());
    builder.environment().put("PINECONE_API_KEY", EmbeddedPinecone.API_KEY);
    builder.environment().put("PINELINK_CONTROL_PLANE", controlPlane());
    return builder;
  }

  /** Returns the exit code and standard error. */
  private String end(String name, Process process) throws IOException, InterruptedException {
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(name).isTrue();
      return process.exitValue() + " " + Files.readString(folder.resolve(name));
    } finally {
      process.destroyForcibly();
    }
  }

  private long requests(String operation) {
    return server.requests().stream()
        .filter(request -> request.operation().equals(operation))
        .count();
  }

  @Test
  void outputToAFullDeviceIsAFileFailureOfEveryCommand() throws Exception {
    List<String> commands =
        List.of(
            "--help",
            "--version",
            "index create --help",
            "generate-completion",
            "index list",
            "index stats -n docs --json",
            "list -n docs",
            "list -n docs --json",
            "query -n docs --id id-000001",
            "query -n docs --id id-000001 --json",
            "fetch -n docs id-000001",
            "fetch -n docs id-000001 --json",
            "verify --from-index-name docs --to-index-name docs --to-namespace none -q",
            "resolve " + HOST,
            "dns " + HOST,
            "endpoint " + HOST + " --format terraform",
            "local --port 0");
    Map<String, Process> running = new LinkedHashMap<>();
    for (String command : commands) {
      Process process =
          builder(name(command), program(command)).redirectOutput(new File("/dev/full")).start();
      running.put(command, process);
    }

    for (Map.Entry<String, Process> each : running.entrySet()) {
      assertThat(end(name(each.getKey()), each.getValue()))
          .as(each.getKey())
          .isEqualTo(
              "8 pinelink: the results could not be written to standard output: No space left on"
                  + " device\n");
    }
  }

  private static String name(String command) {
    return command.replace(' ', '_') + ".err";
  }

  @Test
  void outputBeyondTheSizeLimitOfAFileIsAFileFailure() throws Exception {
    String script = "ulimit -f 20; exec \"$@\" > ids.txt";
    List<String> command = new ArrayList<>(List.of("bash", "-c", script, "bash"));
    command.addAll(program("list -n docs"));

    assertThat(end("list.err", builder("list.err", command).start()))
        .isEqualTo(
            "8 pinelink: the results could not be written to standard output: File too large\n");
    assertThat(folder.resolve("ids.txt")).hasSize(20 * 1_024);
  }

  @ParameterizedTest
  @CsvSource({
    "list -n docs,listIds",
    "list -n docs --json,listIds",
    "fetch -n docs --filter {\"kind\":\"page\"},fetchByMetadata",
    "fetch -n docs --filter {\"kind\":\"page\"} --json,fetchByMetadata",
  })
  void aCommandEndsWithinAPageOfAClosedPipe(String command, String operation) throws Exception {
    Process process = builder("err", program(command)).start();
    process.getInputStream().close();

    assertThat(end("err", process)).isEqualTo("141 ");
    assertThat(requests(operation)).isBetween(1L, 2L);
  }

  @Test
  void headEndsAListWithoutAMessage() throws Exception {
    String script = "\"$@\" | head -1; echo ${PIPESTATUS[0]}";
    List<String> command = new ArrayList<>(List.of("bash", "-c", script, "bash"));
    command.addAll(program("list -n docs"));
    Process process = builder("err", command).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(end("err", process)).isEqualTo("0 ");
    assertThat(output).isEqualTo("id-000000\n141\n");
    assertThat(requests("listIds")).isLessThan(PAGES);
  }
}
