package io.pinelink.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The protocol over standard input and output: one message of JSON a line. The transport of the SDK
 * ends at the first line that is no message, and drops answers of calls that run when the input
 * ends; this one answers both. docs/decisions/mcp.md has the details.
 */
final class StdioTransport implements McpServerTransportProvider {
  /** The largest message of a client, which may contain records to write. */
  private static final int MAX_LINE_BYTES = 4 * 1_024 * 1_024;

  private static final String PARSE_ERROR =
      "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"the line is not a"
          + " message of JSON-RPC of at most "
          + MAX_LINE_BYTES
          + " bytes\"}}";

  private final McpJsonMapper mapper;
  private final InputStream in;
  private final OutputStream out;
  private final List<String> tools;

  /** Counts the calls that run, and this transport. */
  private final Phaser running = new Phaser(1);

  private @Nullable McpServerSession session;

  /**
   * @param tools the names of the tools; the SDK's error for another one does not name it
   */
  StdioTransport(McpJsonMapper mapper, InputStream in, OutputStream out, List<String> tools) {
    this.mapper = mapper;
    this.in = new BufferedInputStream(in);
    this.out = out;
    this.tools = List.copyOf(tools);
  }

  @Override
  public void setSessionFactory(McpServerSession.Factory factory) {
    session = factory.create(new Writer());
  }

  /**
   * Handles messages until the input ends, and then waits for the calls that run.
   *
   * @param patience how long to wait for them
   * @throws UncheckedIOException if standard input cannot be read
   */
  void serve(Duration patience) {
    McpServerSession opened = Objects.requireNonNull(session, "session is null");
    try {
      for (Line line = read(); line != null; line = read()) {
        handle(opened, line);
      }
      int phase = running.arrive();
      running.awaitAdvanceInterruptibly(phase, patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException("standard input cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      // Calls have timeouts of their own; the client that asked is gone.
    } finally {
      opened.close();
    }
  }

  private void handle(McpServerSession opened, Line line) {
    if (line.text().isBlank()) {
      return;
    }
    JSONRPCMessage message;
    try {
      message = McpSchema.deserializeJsonRpcMessage(mapper, line.text());
    } catch (IOException | RuntimeException e) {
      write(PARSE_ERROR);
      return;
    }
    if (message instanceof JSONRPCRequest request && refused(request)) {
      return;
    }
    running.register();
    opened
        .handle(message)
        .doFinally(signal -> running.arriveAndDeregister())
        .subscribe(done -> {}, failure -> {});
  }

  /** Answers a call of a tool that does not exist. */
  private boolean refused(JSONRPCRequest request) {
    if (!request.method().equals(McpSchema.METHOD_TOOLS_CALL)
        || !(request.params() instanceof Map<?, ?> call)
        || !(call.get("name") instanceof String name)
        || tools.contains(name)) {
      return false;
    }
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", McpSchema.ErrorCodes.INVALID_PARAMS);
    error.put("message", "there is no tool '" + name + "': use one of " + String.join(", ", tools));
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("jsonrpc", request.jsonrpc());
    response.put("id", request.id());
    response.put("error", error);
    write(JsonMapping.text(response));
    return true;
  }

  /**
   * A line of the input.
   *
   * @param text the line, or something that is no message if it was too long
   */
  private record Line(String text) {}

  private @Nullable Line read() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean isTooLong = false;
    int next = in.read();
    if (next < 0) {
      return null;
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      isTooLong |= line.size() >= MAX_LINE_BYTES;
      if (!isTooLong) {
        line.write(next);
      }
    }
    return new Line(isTooLong ? "too long" : line.toString(StandardCharsets.UTF_8));
  }

  /** Writes a line, whole. JSON has no line ends of its own: they are escaped in texts. */
  private void write(String json) {
    byte[] line = (json + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (out) {
      try {
        out.write(line);
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException("standard output cannot be written", e);
      }
    }
  }

  @Override
  public Mono<Void> notifyClients(String method, Object params) {
    McpServerSession opened = session;
    return opened == null ? Mono.empty() : opened.sendNotification(method, params);
  }

  @Override
  public Mono<Void> closeGracefully() {
    McpServerSession opened = session;
    return opened == null ? Mono.empty() : opened.closeGracefully();
  }

  /** Writes the messages of the session. */
  private final class Writer implements McpServerTransport {
    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
      return Mono.fromRunnable(
          () -> {
            try {
              write(mapper.writeValueAsString(message));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
      return mapper.convertValue(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
      return Mono.empty();
    }

    @Override
    public void close() {
      // Standard output stays open: it is not ours.
    }
  }
}
