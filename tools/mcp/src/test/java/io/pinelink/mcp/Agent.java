package io.pinelink.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.Pinelink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An agent that talks to a {@link ToolServer} of this JVM, line by line. */
final class Agent implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final OutputStream requests;
  private final BufferedReader answers;
  private final List<String> lines = new ArrayList<>();
  private final CompletableFuture<?> served;
  private int ids;

  private Agent(Pinelink client, AccessPolicy policy, IndexDirectory directory) {
    PipedOutputStream toServer = new PipedOutputStream();
    PipedOutputStream fromServer = new PipedOutputStream();
    try {
      PipedInputStream in = new PipedInputStream(toServer, 1 << 20);
      answers =
          new BufferedReader(
              new InputStreamReader(
                  new PipedInputStream(fromServer, 1 << 20), StandardCharsets.UTF_8));
      requests = toServer;
      ToolServer server = new ToolServer(client, policy, directory);
      served =
          CompletableFuture.runAsync(
              () -> {
                try (fromServer) {
                  server.serve(in, fromServer, PATIENCE);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              },
              task -> new Thread(task, "mcp-server").start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a server, and introduces this agent to it. */
  static Agent of(Pinelink client, AccessPolicy policy, IndexDirectory directory) {
    Agent agent = new Agent(client, policy, directory);
    JsonNode server =
        agent.request(
            "initialize",
            Map.of(
                "protocolVersion",
                "2025-06-18",
                "capabilities",
                Map.of(),
                "clientInfo",
                Map.<String, Object>of("name", "test", "version", "1")));
    assertThat(server.at("/result/serverInfo/name").textValue()).isEqualTo("pinelink");
    agent.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    return agent;
  }

  static Agent of(Pinelink client, AccessPolicy policy) {
    return of(client, policy, IndexDirectory.ofProject(client, policy));
  }

  /** Sends a line as it is. */
  void send(String line) {
    try {
      requests.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      requests.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the next line of the server; empty at the end. */
  Optional<JsonNode> nextIfAny() {
    try {
      String line = answers.readLine();
      if (line == null) {
        return Optional.empty();
      }
      lines.add(line);
      return Optional.of(JSON.readTree(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the next line of the server. */
  JsonNode next() {
    return nextIfAny().orElseThrow(() -> new AssertionError("the server has ended"));
  }

  /** Sends a request, and returns the response with its id. */
  JsonNode request(String method, Object params) {
    int id = start(method, params);
    JsonNode response = next();
    assertThat(response.path("id").intValue()).isEqualTo(id);
    return response;
  }

  /** Sends a request without waiting for the response, and returns its id. */
  int start(String method, Object params) {
    ObjectNode request = JSON.createObjectNode();
    request.put("jsonrpc", "2.0");
    request.put("id", ++ids);
    request.put("method", method);
    request.set("params", JSON.valueToTree(params));
    send(request.toString());
    return ids;
  }

  /** Returns the result of a tool, which may be an error. */
  JsonNode result(String tool, Map<String, ?> arguments) {
    return request("tools/call", Map.<String, Object>of("name", tool, "arguments", arguments))
        .path("result");
  }

  /** Returns the structured content of a tool that has to succeed. */
  JsonNode call(String tool, Map<String, ?> arguments) {
    JsonNode result = result(tool, arguments);
    assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
    return result.path("structuredContent");
  }

  /** Returns the error of a tool that has to fail, with the route and the counters. */
  JsonNode fail(String tool, Map<String, ?> arguments) {
    JsonNode result = result(tool, arguments);
    assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
    try {
      return JSON.readTree(result.at("/content/0/text").textValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<JsonNode> tools() {
    List<JsonNode> tools = new ArrayList<>();
    request("tools/list", Map.of()).at("/result/tools").forEach(tools::add);
    return tools;
  }

  /** Returns all lines that the server has written so far. */
  List<String> lines() {
    return lines;
  }

  /** Ends the input. */
  void end() {
    try {
      requests.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    end();
    served.join();
  }
}
