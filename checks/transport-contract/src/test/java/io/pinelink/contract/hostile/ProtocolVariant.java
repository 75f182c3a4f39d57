package io.pinelink.contract.hostile;

import io.pinelink.Pinelink;
import io.pinelink.model.Protocol;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.HttpVersion;
import io.pinelink.network.ProxyOptions;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.ConnectRule;
import java.util.List;

/** A combination of protocol and HTTP version for calls. */
enum ProtocolVariant {
  HTTP_1(Protocol.REST, HttpVersion.HTTP_1_1, false),
  HTTP_1_TLS(Protocol.REST, HttpVersion.HTTP_1_1, true),
  HTTP_2(Protocol.REST, HttpVersion.HTTP_2, true),
  GRPC(Protocol.GRPC, HttpVersion.HTTP_1_1, false),
  GRPC_TLS(Protocol.GRPC, HttpVersion.HTTP_1_1, true);

  private final Protocol protocol;
  private final HttpVersion version;
  private final boolean tls;

  ProtocolVariant(Protocol protocol, HttpVersion version, boolean tls) {
    this.protocol = protocol;
    this.version = version;
    this.tls = tls;
  }

  boolean isGrpc() {
    return protocol == Protocol.GRPC;
  }

  /** Returns whether the variant uses HTTP/2. */
  boolean isHttp2() {
    return isGrpc() || version == HttpVersion.HTTP_2;
  }

  boolean isTls() {
    return tls;
  }

  /** Starts a server that supports only this variant. */
  RawServer server(ConnectionScript script) {
    return new RawServer(
        tls ? Certificate.server() : null, List.of(isHttp2() ? "h2" : "http/1.1"), script);
  }

  /**
   * Returns a builder for a client that connects only to the server, or to further ones if that
   * fails, and never retries.
   */
  Pinelink.Builder client(RawServer server, RawServer... further) {
    ConnectRule rule =
        ConnectRule.forHost(tls ? "*.pinecone.io" : "localhost").dial(server.address());
    for (RawServer next : further) {
      rule = rule.orElse(next.address());
    }
    Pinelink.Builder builder = client().connectRule(rule);
    return tls ? builder : builder.controlPlane(server.localhost());
  }

  private Pinelink.Builder client() {
    return Pinelink.builder()
        .apiKey("pcsk_hostile_server")
        .protocols(protocol)
        .httpVersion(version)
        .retryOptions(RetryOptions.none())
        .addressGuard(AddressGuard.privateOnly().allowingLoopback())
        .tls(Certificate.trust());
  }

  /**
   * Returns a builder for a client that connects to the server as its proxy, and requests tunnels
   * to these ports in order, which only the proxy knows.
   */
  Pinelink.Builder clientThrough(RawServer proxy, int firstPort, int... otherPorts) {
    ConnectRule rule = ConnectRule.forHost("*.pinecone.io").dial("127.0.0.1", firstPort);
    for (int port : otherPorts) {
      rule = rule.orElse("127.0.0.1", port);
    }
    return client()
        .proxy(ProxyOptions.http("127.0.0.1", proxy.address().getPort()).alsoForPrivateRoutes())
        .connectRule(rule);
  }

  /** Starts a server that supports only this variant, or one that is also its own proxy. */
  RawServer server(ConnectionScript script, boolean proxied) {
    return proxied
        ? new ConnectAttackScript(true, (connection, port) -> null, script).server(this)
        : server(script);
  }

  /** Returns a builder for a client of a server that may be its own proxy. */
  Pinelink.Builder client(RawServer server, boolean proxied) {
    return proxied ? clientThrough(server, 1) : client(server);
  }

  /** Returns whether the variant can be used through a proxy. */
  boolean isProxied() {
    return proxied().contains(this);
  }

  /** Returns the host of the index that calls address. */
  String indexHost(RawServer server) {
    return tls ? Certificate.INDEX_HOST : server.localhost();
  }

  /** Returns the variants that a proxy can tunnel: plaintext is for loopback, without a proxy. */
  static List<ProtocolVariant> proxied() {
    return List.of(HTTP_1_TLS, HTTP_2, GRPC_TLS);
  }

  static List<ProtocolVariant> rest() {
    return List.of(HTTP_1, HTTP_1_TLS, HTTP_2);
  }

  static List<ProtocolVariant> http1() {
    return List.of(HTTP_1, HTTP_1_TLS);
  }

  static List<ProtocolVariant> http2() {
    return List.of(HTTP_2, GRPC, GRPC_TLS);
  }

  static List<ProtocolVariant> grpc() {
    return List.of(GRPC, GRPC_TLS);
  }
}
