package io.pinelink.cli.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinelink.cli.Run;
import io.pinelink.local.LocalServer;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A server with the indexes of the examples, and commands that run against it. */
final class ExampleIndexes implements AutoCloseable {
  private static final Path SEED = Path.of("src/test/help-examples/server");

  private final LocalServer local =
      LocalServer.builder(EmbeddedPinecone.builder().localMode()).seed(SEED).start();

  /** Restores the indexes. */
  void reset() {
    server().reset();
  }

  EmbeddedPinecone server() {
    return local.pinecone();
  }

  Map<String, String> environment() {
    return Map.of(
        "PINECONE_API_KEY",
        EmbeddedPinecone.API_KEY,
        "PINELINK_CONTROL_PLANE",
        "http://localhost:" + server().address(Listener.CONTROL).getPort());
  }

  Run run(String... args) {
    return Run.of(environment(), args);
  }

  /** Runs a command with standard input. */
  Run runWith(String input, String... args) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return run(args);
    } finally {
      System.setIn(before);
    }
  }

  static JsonNode json(Run run) {
    try {
      return new ObjectMapper().readTree(run.out());
    } catch (JsonProcessingException e) {
      throw new AssertionError(run.toString(), e);
    }
  }

  @Override
  public void close() {
    local.close();
  }
}
