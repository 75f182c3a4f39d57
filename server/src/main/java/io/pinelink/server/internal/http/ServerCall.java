package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A call from its arrival to its end: the complete HTTP request, independent of the version of
 * HTTP, the operation that it calls, and its {@link Reply}. The operation and the reply are set on
 * the event loop, before a worker reads them.
 */
public final class ServerCall {
  // Not application/grpc-web, which has a different framing.
  private static final Pattern GRPC = Pattern.compile("application/grpc([+;].*)?");

  /**
   * The first API version with document indexes and with schemas of indexes. It also reports sizes
   * in bytes, has the error form of documents for records, and has no list of queries.
   */
  public static final String DOCUMENTS_VERSION = "2026-07";

  /** The header with the API version of a call, in lower case. */
  public static final String API_VERSION = "x-pinecone-api-version";

  private final Ingress ingress;
  private final String method;
  private final String path;
  private final String query;
  private final HttpHeaders headers;
  private final byte[] body;
  private String operation = "";
  private String pathValue = "";
  private @Nullable Reply reply;
  private Usage usage = Usage.NONE;

  /**
   * The read units and the egress of a call.
   *
   * @param egressBytes the size of the items of the response
   */
  public record Usage(long readUnits, long egressBytes) {
    private static final Usage NONE = new Usage(0, 0);
  }

  /** Creates a call without a connection, for unit tests. */
  public ServerCall(
      ListenerRole listener, String method, String uri, HttpHeaders headers, byte[] body) {
    this(new Ingress(listener, "", 0, false, true), method, uri, headers, body);
  }

  public ServerCall(Ingress ingress, String method, String uri, HttpHeaders headers, byte[] body) {
    int question = uri.indexOf('?');
    this.ingress = ingress;
    this.method = method;
    this.path = question < 0 ? uri : uri.substring(0, question);
    this.query = question < 0 ? "" : uri.substring(question + 1);
    this.headers = headers;
    this.body = body;
  }

  /**
   * Sets the operation of the call.
   *
   * @param operation the client's name of the operation: see {@link
   *     io.pinelink.spi.Operation#name()}
   * @param pathValue see {@link #pathValue()}
   */
  public void setOperation(String operation, String pathValue) {
    this.operation = operation;
    this.pathValue = pathValue;
  }

  /** Returns the client's name of the operation; empty if the call has no operation. */
  public String operation() {
    return operation;
  }

  /**
   * Returns the name or id in the path, decoded, such as the name of an index; empty if the path of
   * the operation has none.
   */
  public String pathValue() {
    return pathValue;
  }

  void setReply(Reply reply) {
    this.reply = reply;
  }

  /** Returns the reply, which sends the response; set before the call is executed. */
  public Reply reply() {
    return Objects.requireNonNull(reply, "reply is null");
  }

  /** Records what the call used, while it is executed. */
  public void setUsage(long readUnits, long egressBytes) {
    usage = new Usage(readUnits, egressBytes);
  }

  /** Returns what the call used; nothing unless it is a read that was executed. */
  public Usage usage() {
    return usage;
  }

  public ListenerRole listener() {
    return ingress.listener();
  }

  public Ingress ingress() {
    return ingress;
  }

  public String method() {
    return method;
  }

  /** Returns the path as sent, without the query string. */
  public String path() {
    return path;
  }

  /** Returns the query string as sent, without the question mark; empty if there is none. */
  public String query() {
    return query;
  }

  /** Returns the {@code Host} header or the {@code :authority}, as sent. */
  public String authority() {
    return header("host");
  }

  /** Returns the host of the authority, without the port and in lower case. */
  public String host() {
    return hostOf(authority());
  }

  /** Returns the host of an authority, without the port and in lower case. */
  static String hostOf(String authority) {
    int colon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
    return (colon < 0 ? authority : authority.substring(0, colon)).toLowerCase(Locale.ROOT);
  }

  public HttpHeaders headers() {
    return headers;
  }

  /** Returns the first value of a header; empty if it is missing. */
  public String header(String name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }

  /** Returns whether the call has a header, even an empty one. */
  public boolean hasHeader(String name) {
    return headers.contains(name);
  }

  /** Returns the API version that the call names; empty if it names none. */
  public Optional<String> apiVersion() {
    return Optional.ofNullable(headers.get(API_VERSION));
  }

  /** Returns whether the call names an API version that is not before a given one. */
  public boolean isVersionOrLater(String version) {
    return apiVersion().orElse("").compareTo(version) >= 0;
  }

  /** Returns the body without copying it; callers must not modify it. */
  public byte[] body() {
    return body;
  }

  public static boolean isGrpc(HttpHeaders headers) {
    return GRPC.matcher(headers.get("content-type", "")).matches();
  }

  /** Returns whether the content type is gRPC's, with or without a message encoding. */
  public boolean isGrpc() {
    return isGrpc(headers);
  }
}
