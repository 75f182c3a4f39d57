package io.pinelink.conformance;

import io.pinelink.conformance.RowCell.RouteSide;
import io.pinelink.conformance.WireServer.Answer;
import io.pinelink.conformance.WireServer.Request;
import io.pinelink.model.Protocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The proxy between the clients of a run and the service: it has a loopback port for the control
 * plane and one for each index and kind of route, passes requests on, and keeps what it sees until
 * it is taken.
 */
final class RecordingProxy implements AutoCloseable {
  private final CheckedService service;
  private final String apiKey;
  private final WireServer front;
  private final Map<Integer, Upstream> upstreams = new ConcurrentHashMap<>();
  private final Map<String, Integer> ports = new HashMap<>();
  private final int controlPort;
  private final AtomicReference<@Nullable String> lost = new AtomicReference<>();
  private final List<RecordedExchange> exchanges = new ArrayList<>();
  private int total;

  /**
   * Starts the proxy.
   *
   * @param apiKey the key of requests that no client sends
   */
  RecordingProxy(CheckedService service, String apiKey) throws IOException {
    this.service = service;
    this.apiKey = apiKey;
    front = new WireServer(this::pass);
    controlPort = listen(service.controlPlane());
  }

  private int listen(Upstream.Target target) throws IOException {
    int port = front.listen();
    upstreams.put(port, new Upstream(target));
    return port;
  }

  /** Returns the port of the control plane. */
  int controlPort() {
    return controlPort;
  }

  /**
   * Returns the port of an index.
   *
   * @throws Unanswered if the index has no such route
   */
  synchronized int port(String host, RouteSide side) {
    Integer open = ports.get(host + " " + side);
    if (open != null) {
      return open;
    }
    try {
      int port = listen(service.index(host, side));
      ports.put(host + " " + side, port);
      return port;
    } catch (IOException e) {
      throw Unanswered.withoutConnection(host + ": " + e);
    }
  }

  private Answer pass(Request request) throws IOException {
    String authority = request.authority();
    int port = Integer.parseInt(authority.substring(authority.lastIndexOf(':') + 1));
    return pass(upstreams.get(port), request);
  }

  private Answer pass(@Nullable Upstream upstream, Request request) throws IOException {
    if (upstream == null) {
      throw new IOException("no host has the port of " + request.authority());
    }
    try {
      Answer answer = upstream.respond(request);
      add(RecordedExchange.of(request, answer));
      return answer;
    } catch (IOException e) {
      lost.set(upstream.authority() + ": " + e);
      throw e;
    }
  }

  /**
   * Sends a request as it is.
   *
   * @throws Unanswered if there is no response
   */
  void send(
      int port, String method, String path, String body, String contentType, String apiVersion) {
    Map<String, String> headers =
        Map.of(
            "accept", "application/json",
            "api-key", apiKey,
            "content-type", contentType,
            "x-pinecone-api-version", apiVersion);
    String authority = String.format(Locale.ROOT, "localhost:%d", port);
    try {
      pass(new Request(Protocol.REST, authority, method, path, headers, body));
    } catch (IOException e) {
      throw Unanswered.withoutConnection(String.valueOf(takeLost()));
    }
  }

  private synchronized void add(RecordedExchange exchange) {
    exchanges.add(exchange);
    total++;
  }

  /** Removes and returns the exchanges since the last time. */
  synchronized List<RecordedExchange> take() {
    List<RecordedExchange> taken = List.copyOf(exchanges);
    exchanges.clear();
    return taken;
  }

  /** Removes and returns why a request had no response; null if all had one. */
  @Nullable String takeLost() {
    return lost.getAndSet(null);
  }

  /** Returns the number of requests of the run so far. */
  synchronized int total() {
    return total;
  }

  @Override
  public void close() throws IOException {
    front.close();
    upstreams.values().forEach(Upstream::close);
  }
}
