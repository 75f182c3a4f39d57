package io.pinelink.server.internal.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.regex.Pattern;

/** One HTTP request as it arrived, whole, whichever version of HTTP carried it. */
public final class ServerRequest {
  // Not application/grpc-web, which is framed in another ingress.
  private static final Pattern GRPC = Pattern.compile("application/grpc([+;].*)?");

  private final Ingress ingress;
  private final String method;
  private final String path;
  private final String query;
  private final HttpHeaders headers;
  private final byte[] body;

  /** A call that came by no port, as unit tests make them. */
  public ServerRequest(
      ListenerRole listener, String method, String uri, HttpHeaders headers, byte[] body) {
    this(new Ingress(listener, "", 0), method, uri, headers, body);
  }

  public ServerRequest(
      Ingress ingress, String method, String uri, HttpHeaders headers, byte[] body) {
    int question = uri.indexOf('?');
    this.ingress = ingress;
    this.method = method;
    this.path = question < 0 ? uri : uri.substring(0, question);
    this.query = question < 0 ? "" : uri.substring(question + 1);
    this.headers = headers;
    this.body = body;
  }

  public ListenerRole listener() {
    return ingress.listener();
  }

  /** How it came in. */
  public Ingress ingress() {
    return ingress;
  }

  public String method() {
    return method;
  }

  /** The path as sent, without the query string. */
  public String path() {
    return path;
  }

  /** What stands after the question mark, as sent; empty if nothing does. */
  public String query() {
    return query;
  }

  /** The Host header or the {@code :authority}, as sent. */
  public String authority() {
    return header("host");
  }

  /** The authority's name alone, in lower case. */
  public String host() {
    String authority = authority();
    int colon = authority.lastIndexOf(':');
    return (colon < 0 ? authority : authority.substring(0, colon)).toLowerCase(Locale.ROOT);
  }

  public HttpHeaders headers() {
    return headers;
  }

  /** The first value of a header, empty if it is missing. */
  public String header(String name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }

  /** Not copied: whoever reads it leaves it as it is. */
  public byte[] body() {
    return body;
  }

  public static boolean isGrpc(HttpHeaders headers) {
    return GRPC.matcher(headers.get("content-type", "")).matches();
  }

  /** Whether the content type is gRPC's own, with or without the name of its encoding. */
  public boolean isGrpc() {
    return isGrpc(headers);
  }
}
