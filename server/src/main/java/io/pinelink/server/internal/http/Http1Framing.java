package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.handler.codec.DecoderResult;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.grpc.netty.shaded.io.netty.handler.codec.http.FullHttpRequest;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaderNames;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaders;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpRequest;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpVersion;
import io.grpc.netty.shaded.io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A handler that refuses HTTP/1.1 requests whose end could be seen elsewhere by another
 * implementation, such as a proxy in front of the server. It accepts a body with one {@code
 * Content-Length}, or with exactly {@code Transfer-Encoding: chunked}, and one {@code Host}. It
 * passes a refused request on as a failed one, and drops all later bytes of the connection.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, section 6.3</a>
 */
final class Http1Framing extends ChannelInboundHandlerAdapter {
  private static final int BAD_REQUEST = 400;
  private static final int NOT_IMPLEMENTED = 501;
  private static final int VERSION_NOT_SUPPORTED = 505;
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  /** A name, an IPv4 address or an IPv6 address in brackets, with or without a port. */
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._~%!$&'()*+;=-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{0,5})?");

  private static final String CHUNKED = "chunked";

  private boolean refused;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (refused) {
      ReferenceCountUtil.release(message);
    } else if (message instanceof HttpRequest head) {
      Optional<RequestRefusal> refusal = refusal(head);
      refusal.ifPresent(
          reason -> {
            refused = true;
            ReferenceCountUtil.release(head);
          });
      context.fireChannelRead(refusal.<Object>map(reason -> failed(head, reason)).orElse(head));
    } else {
      context.fireChannelRead(message);
    }
  }

  private static FullHttpRequest failed(HttpRequest head, RequestRefusal refusal) {
    FullHttpRequest failed =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, head.method(), head.uri());
    failed.headers().set(head.headers());
    failed.setDecoderResult(DecoderResult.failure(refusal));
    return failed;
  }

  private static Optional<RequestRefusal> refusal(HttpRequest head) {
    if (head.decoderResult().isFailure()) {
      return Optional.of(RequestRefusal.of(head.decoderResult().cause()));
    }
    HttpVersion version = head.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      return refusal(VERSION_NOT_SUPPORTED, "The version of HTTP is not supported: " + version);
    }
    return transferEncoding(head).or(() -> length(head.headers())).or(() -> host(head));
  }

  private static Optional<RequestRefusal> transferEncoding(HttpRequest head) {
    List<String> values = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (head.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
      return refusal(BAD_REQUEST, "Content-Length and Transfer-Encoding exclude each other");
    }
    if (head.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
      return refusal(BAD_REQUEST, "HTTP/1.0 has no Transfer-Encoding");
    }
    if (values.size() == 1 && values.get(0).equalsIgnoreCase(CHUNKED)) {
      return Optional.empty();
    }
    List<String> codings =
        values.stream()
            .flatMap(value -> Stream.of(value.split(",", -1)))
            .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
            .toList();
    // Chunked must be the last coding, and must not be applied twice.
    boolean ambiguous =
        values.size() > 1 || codings.subList(0, codings.size() - 1).contains(CHUNKED);
    return refusal(
        ambiguous ? BAD_REQUEST : NOT_IMPLEMENTED,
        "The only transfer coding of this server is chunked, got '%s'"
            .formatted(String.join(", ", values)));
  }

  private static Optional<RequestRefusal> length(HttpHeaders headers) {
    List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
    return lengths.isEmpty() || (lengths.size() == 1 && LENGTH.matcher(lengths.get(0)).matches())
        ? Optional.empty()
        : refusal(BAD_REQUEST, "Content-Length is not one number: " + lengths);
  }

  private static Optional<RequestRefusal> host(HttpRequest head) {
    List<String> hosts = head.headers().getAll(HttpHeaderNames.HOST);
    boolean none = hosts.isEmpty() && head.protocolVersion().equals(HttpVersion.HTTP_1_0);
    return none || (hosts.size() == 1 && HOST.matcher(hosts.get(0)).matches())
        ? Optional.empty()
        : refusal(BAD_REQUEST, "Host is not one host: " + hosts);
  }

  private static Optional<RequestRefusal> refusal(int status, String reason) {
    return Optional.of(new RequestRefusal(status, reason));
  }
}
