package io.pinelink.telemetry;

import io.pinelink.model.Protocol;
import java.util.Map;
import java.util.Objects;

/**
 * A request and its response as they were on the wire, for records of what a service sends. The
 * headers of the request are left out, since they contain the credential. Everything else is
 * unchanged: bodies may contain personal data, and the service may repeat the credential in a
 * message.
 *
 * <p>Immutable and thread-safe.
 */
public final class WireExchange {
  private final Protocol protocol;
  private final String apiVersion;
  private final String method;
  private final String path;
  private final byte[] sent;
  private final int status;
  private final Map<String, String> headers;
  private final byte[] received;

  /**
   * Creates an exchange. Transports do.
   *
   * @param sent copied
   * @param headers copied
   * @param received copied
   */
  public WireExchange(
      Protocol protocol,
      String apiVersion,
      String method,
      String path,
      byte[] sent,
      int status,
      Map<String, String> headers,
      byte[] received) {
    this.protocol = Objects.requireNonNull(protocol, "protocol is null");
    this.apiVersion = Objects.requireNonNull(apiVersion, "apiVersion is null");
    this.method = Objects.requireNonNull(method, "method is null");
    this.path = Objects.requireNonNull(path, "path is null");
    this.sent = Objects.requireNonNull(sent, "sent is null").clone();
    this.status = status;
    this.headers = Map.copyOf(Objects.requireNonNull(headers, "headers is null"));
    this.received = Objects.requireNonNull(received, "received is null").clone();
  }

  /** Returns the protocol. */
  public Protocol protocol() {
    return protocol;
  }

  /** Returns the API version that the request named. */
  public String apiVersion() {
    return apiVersion;
  }

  /** Returns the HTTP method, such as {@code POST}, also of gRPC. */
  public String method() {
    return method;
  }

  /**
   * Returns the path with its query; over gRPC the service and the method, such as {@code
   * /VectorService/Query}.
   */
  public String path() {
    return path;
  }

  /** Returns a copy of the body of the request; over gRPC the message without its frame. */
  public byte[] sent() {
    return sent.clone();
  }

  /** Returns the HTTP status, or the number of the gRPC status. */
  public int status() {
    return status;
  }

  /**
   * Returns the headers of the response by their names in lower case; over gRPC with its trailers,
   * with binary values in Base64, and with {@code grpc-message} if the status has one.
   */
  public Map<String, String> headers() {
    return headers;
  }

  /**
   * Returns a copy of the body of the response, which is cut off after 64 KB if the call failed;
   * over gRPC the message, which is empty if there is none.
   */
  public byte[] received() {
    return received.clone();
  }

  /** Returns the request and the status without bodies and headers. */
  @Override
  public String toString() {
    return method + " " + path + ", status " + status;
  }
}
