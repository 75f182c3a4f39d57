package io.pinelink.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Commands that find {@code pinelink local} through the environment. */
public final class LocalRun implements AutoCloseable {
  private final RunningLocal local;

  /** Starts the server with options. */
  public LocalRun(String... options) {
    List<String> all = new ArrayList<>(List.of("--port", "0"));
    all.addAll(List.of(options));
    local = new RunningLocal(all.toArray(String[]::new));
  }

  /** Returns the first line of the server. */
  public JsonNode facts() {
    return local.facts();
  }

  /** Returns the variables that commands need. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PINECONE_API_KEY", "pcsk_local");
    environment.put("PINELINK_CONTROL_PLANE", local.facts().get("controlPlane").textValue());
    return environment;
  }

  /** Runs a command line that contains no spaces in its arguments. */
  public Run run(String line) {
    return Run.of(environment(), line.strip().split("\\s+"));
  }

  /** Runs a command that succeeds with {@code --json}, and returns what it prints. */
  public JsonNode json(String line) {
    Run run = run(line + " --json");
    if (run.exitCode() != 0) {
      throw new AssertionError(line + " exited with " + run.exitCode() + ": " + run.err());
    }
    try {
      return new ObjectMapper().readTree(run.out());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    local.close();
  }
}
