package io.pinelink.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateBackupRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.local.LocalServer;
import io.pinelink.network.ProxyOptions;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The surroundings of the examples in the help of commands: an embedded server as {@code pinelink
 * local} runs it, one with TLS and a private endpoint for the doctor, a directory with files, and a
 * JVM in that directory.
 */
final class ExampleServer implements AutoCloseable {
  private static final Path PREPARED = Path.of("src/test/help-examples");
  private static final String HOST = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";
  private static final String ENDPOINT =
      "vpce-1a2b-3c4d.vpce-svc-5e6f.us-east-1.vpce.amazonaws.com";
  private static final String BACKUP = "670e8400-e29b-41d4-a716-446655440000";
  private static final String TRUST_PASSWORD = "changeit";

  /** Commands that only read the text of a host. */
  private static final Set<String> WITHOUT_NETWORK = Set.of("resolve", "endpoint", "dns");

  /** Commands that run until they are stopped. */
  private static final Set<String> ENDLESS = Set.of("local", "console", "watch");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final LocalServer local;
  private final EmbeddedPinecone withTls = EmbeddedPinecone.start();
  private final Process program;
  private final BufferedReader results;

  /** The words of examples, and what the server has in their place. */
  private final Map<String, String> replaced = new LinkedHashMap<>();

  /**
   * @param folder an empty folder
   */
  ExampleServer(Path folder) throws Exception {
    directory = Files.createDirectory(folder.resolve("directory"));
    local =
        LocalServer.builder(
                EmbeddedPinecone.builder()
                    .localMode()
                    .bucket("s3://my-bucket", PREPARED.resolve("bucket")))
            .seed(PREPARED.resolve("server"))
            .start();
    try (Pinelink client = withTls.clientBuilder().build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense("docs", 3, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
    }
    program = start(folder);
    results = program.inputReader(StandardCharsets.UTF_8);
  }

  private Process start(Path folder) throws Exception {
    Path trust = folder.resolve("trust.p12");
    KeyStore authorities = KeyStore.getInstance("PKCS12");
    authorities.load(null, null);
    authorities.setCertificateEntry("embedded", withTls.authority().certificate());
    try (OutputStream out = Files.newOutputStream(trust)) {
      authorities.store(out, TRUST_PASSWORD.toCharArray());
    }
    // The JVM asks no DNS server.
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Djdk.net.hosts.file=" + hosts,
            "-Djavax.net.ssl.trustStore=" + trust,
            "-Djavax.net.ssl.trustStorePassword=" + TRUST_PASSWORD,
            "-cp",
            // Surefire may replace the class path by a jar that refers to it.
            absolute(
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path", "."))),
            ExampleProgram.class.getName());
    builder.directory(directory.toFile());
    builder.redirectError(folder.resolve("program.err").toFile());
    builder.environment().put("PINECONE_API_KEY", EmbeddedPinecone.API_KEY);
    builder.environment().put("PINELINK_CONTROL_PLANE", controlPlane());
    builder.environment().put("NO_COLOR", "1");
    return builder.start();
  }

  private static String absolute(String classPath) {
    return Stream.of(classPath.split(System.getProperty("path.separator")))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .reduce((one, other) -> one + System.getProperty("path.separator") + other)
        .orElse("");
  }

  private String controlPlane() {
    return "http://localhost:" + port(local.pinecone(), Listener.CONTROL);
  }

  private static int port(EmbeddedPinecone server, Listener listener) {
    return server.address(listener).getPort();
  }

  /** Prepares the server and the directory for the examples of one command. */
  void reset() throws Exception {
    local.pinecone().reset();
    empty(directory);
    copy(PREPARED.resolve("files"), directory);
    copy(PREPARED.resolve("server"), Files.createDirectory(directory.resolve("data")));
    try (Pinelink client =
        Pinelink.builder()
            .apiKey(EmbeddedPinecone.API_KEY)
            .controlPlane(controlPlane())
            .proxy(ProxyOptions.none())
            .build()) {
      replaced.put(HOST, client.controlPlane().describeIndex("docs").host().orElseThrow());
      replaced.put("localhost:5080", "localhost:" + port(local.pinecone(), Listener.CONTROL));
      replaced.put("0.0.0.0:9464", "127.0.0.1:0");
      replaced.put("0.0.0.0", "127.0.0.1");
      replaced.put("10.20.0.10:8443", "127.0.0.1:0");
      replaced.put(ENDPOINT, "127.0.0.1:" + port(withTls, Listener.PRIVATE_DATA));
      replaced.put(
          BACKUP,
          client
              .controlPlane()
              .createBackup(CreateBackupRequest.builder("docs").name("nightly").build())
              .id());
      Path book = directory.resolve("hosts.properties");
      Files.writeString(book, inPlace(Files.readString(book)));
    }
  }

  private static void empty(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> inside = new ArrayList<>(files.filter(file -> !file.equals(folder)).toList());
      inside.sort(Comparator.reverseOrder());
      for (Path file : inside) {
        Files.delete(file);
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(file -> !file.equals(from)).toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  /** Runs an example to its end. */
  Run run(HelpExample example) throws Exception {
    byte[] input = {};
    Run last = new Run(0, "", "");
    StringBuilder err = new StringBuilder();
    for (Stage stage : example.stages()) {
      if (stage.input() != null) {
        input = Files.readAllBytes(directory.resolve(stage.input()));
      }
      JsonNode result = stage.isPinelink() ? pinelink(stage, input) : other(stage, input);
      input = result.get("out").binaryValue();
      if (stage.output() != null) {
        Files.write(directory.resolve(stage.output()), input);
      }
      err.append(new String(result.get("err").binaryValue(), StandardCharsets.UTF_8));
      last =
          new Run(
              Math.max(last.exitCode(), result.get("exitCode").intValue()),
              new String(input, StandardCharsets.UTF_8),
              err.toString());
    }
    return last;
  }

  private JsonNode pinelink(Stage stage, byte[] input) throws Exception {
    ObjectNode command = JSON.createObjectNode();
    command.put("input", input);
    String name = stage.arguments().get(0);
    boolean endless = ENDLESS.contains(name) && !stage.arguments().contains("--once");
    command.put("endless", endless);
    ObjectNode environment = command.putObject("environment");
    environment.put(
        "PORT",
        name.equals("health") ? String.valueOf(port(local.pinecone(), Listener.CONTROL)) : "0");
    stage
        .environment()
        .forEach((key, value) -> environment.put(key, key.equals("PORT") ? "0" : value));
    List<String> arguments = new ArrayList<>();
    for (String argument : stage.arguments()) {
      boolean port = !arguments.isEmpty() && arguments.get(arguments.size() - 1).equals("--port");
      arguments.add(port ? "0" : WITHOUT_NETWORK.contains(name) ? argument : inPlace(argument));
    }
    if (name.equals("watch") && endless && !arguments.contains("--listen")) {
      arguments.addAll(List.of("--listen", "127.0.0.1:0"));
    }
    arguments.forEach(command.putArray("arguments")::add);
    OutputStream commands = program.getOutputStream();
    commands.write((JSON.writeValueAsString(command) + "\n").getBytes(StandardCharsets.UTF_8));
    commands.flush();
    String result = CompletableFuture.supplyAsync(this::result).get(60, TimeUnit.SECONDS);
    return JSON.readTree(result);
  }

  private String result() {
    try {
      String line = results.readLine();
      return line == null ? "{}" : line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode other(Stage stage, byte[] input) throws Exception {
    Path in = Files.createTempFile("example", ".in");
    Path err = Files.createTempFile("example", ".err");
    try {
      Files.write(in, input);
      Process process =
          new ProcessBuilder(stage.words())
              .directory(directory.toFile())
              .redirectInput(in.toFile())
              .redirectError(err.toFile())
              .start();
      ObjectNode result = JSON.createObjectNode();
      result.put("out", process.getInputStream().readAllBytes());
      result.put("exitCode", process.waitFor());
      result.put("err", Files.readAllBytes(err));
      return result;
    } finally {
      Files.delete(in);
      Files.delete(err);
    }
  }

  private String inPlace(String word) {
    String actual = word;
    for (Map.Entry<String, String> pair : replaced.entrySet()) {
      actual = actual.replace(pair.getKey(), pair.getValue());
    }
    return actual;
  }

  @Override
  public void close() {
    program.destroyForcibly();
    withTls.close();
    local.close();
  }
}
