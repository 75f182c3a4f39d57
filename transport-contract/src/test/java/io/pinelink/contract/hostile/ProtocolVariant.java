package io.pinelink.contract.hostile;

import io.pinelink.Pinelink;
import io.pinelink.model.Protocol;
import io.pinelink.network.AddressGuard;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.spi.HttpVersion;
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

  /** Returns a builder for a client that connects only to the server and never retries. */
  Pinelink.Builder client(RawServer server) {
    Pinelink.Builder builder =
        Pinelink.builder()
            .apiKey("pcsk_hostile_server")
            .protocols(protocol)
            .httpVersion(version)
            .retryOptions(RetryOptions.none())
            .addressGuard(AddressGuard.privateOnly().allowingLoopback())
            .tls(Certificate.trust())
            .connectRule(ConnectRule.forHost("*.pinecone.io").dial(server.address()));
    return tls ? builder : builder.controlPlane(server.localhost());
  }

  /** Returns the host of the index that calls address. */
  String indexHost(RawServer server) {
    return tls ? Certificate.INDEX_HOST : server.localhost();
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
