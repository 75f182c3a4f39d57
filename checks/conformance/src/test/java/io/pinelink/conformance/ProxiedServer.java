package io.pinelink.conformance;

import io.pinelink.Pinelink;
import io.pinelink.conformance.WireServer.Answer;
import io.pinelink.conformance.WireServer.Request;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An embedded server behind a port on which a test sees and changes what passes. */
final class ProxiedServer implements AutoCloseable {
  final EmbeddedPinecone server;
  private final int port;
  private final int frontPort;
  private final WireServer front;
  private final Map<String, Upstream> upstreams = new ConcurrentHashMap<>();
  private volatile Passage passage = (request, service) -> service.respond(request);

  /** A step between a client and the server. */
  interface Passage {
    Answer pass(Request request, WireServer.Responder service) throws IOException;
  }

  ProxiedServer() throws IOException {
    server =
        EmbeddedPinecone.builder()
            .localMode()
            .onePort()
            .apiKeys(Set.of(EmbeddedPinecone.API_KEY))
            .start();
    port = server.address(Listener.CONTROL).getPort();
    front = new WireServer(request -> passage.pass(request, this::forward));
    frontPort = front.listen();
    server.advertise("localhost:" + frontPort);
  }

  void passage(Passage newPassage) {
    passage = newPassage;
  }

  /** Refuses HTTP/2, as some proxies do. */
  void refuseHttp2() {
    front.acceptsHttp2 = false;
  }

  String controlPlane() {
    return "http://localhost:" + frontPort;
  }

  Pinelink.Builder clientBuilder() {
    return Pinelink.builder().controlPlane(controlPlane()).apiKey(EmbeddedPinecone.API_KEY);
  }

  /** The server distinguishes indexes by the authority of each request. */
  private Answer forward(Request request) throws IOException {
    return upstreams
        .computeIfAbsent(
            request.authority(),
            authority ->
                new Upstream(
                    new Upstream.Target(URI.create("http://localhost:" + port), authority)))
        .respond(request);
  }

  @Override
  public void close() throws IOException {
    front.close();
    upstreams.values().forEach(Upstream::close);
    server.close();
  }
}
