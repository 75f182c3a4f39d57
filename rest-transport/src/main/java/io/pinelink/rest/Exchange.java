package io.pinelink.rest;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.pinelink.error.FailedCall;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.ServiceException.Refusal;
import io.pinelink.error.TransportException;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.ResponseHeaders;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;

/** One request and its response. */
final class Exchange<R> {
  private static final int UNKNOWN = -1;
  private static final int MAX_REFUSAL_BYTES = 64 * 1_024;

  private final RestRequest request;
  private final RestBinding.Decoder<R> decoder;
  private final CallContext context;
  private final FailedCall failed;
  private final int maxResponseBytes;
  private final Clock clock;

  /** From when there is a connection to send on. */
  private volatile @Nullable Departure departure;

  private volatile boolean answering;

  Exchange(
      RestRequest request,
      RestBinding.Decoder<R> decoder,
      CallContext context,
      FailedCall failed,
      int maxResponseBytes,
      Clock clock) {
    this.request = request;
    this.decoder = decoder;
    this.context = context;
    this.failed = failed;
    this.maxResponseBytes = maxResponseBytes;
    this.clock = clock;
  }

  /** The result, once subscribed to; it fails with a {@link PinelinkException} alone. */
  Mono<R> over(HttpClient client) {
    return client
        .request(request.method())
        .uri(request.path())
        .send(this::send)
        .response(this::receive)
        .singleOrEmpty()
        .onErrorMap(this::failure);
  }

  /**
   * Runs what ends the call once the connection is back in its pool, which is a step after the last
   * byte: so the next call finds it there.
   */
  void afterwards(Runnable end) {
    Departure begun = departure;
    if (begun == null) {
      end.run();
      return;
    }
    try {
      begun.channel().eventLoop().execute(end);
    } catch (RejectedExecutionException e) {
      end.run();
    }
  }

  private Publisher<Void> send(HttpClientRequest head, NettyOutbound out) {
    out.withConnection(connection -> departure = Departure.on(connection.channel()));
    HttpHeaders headers = head.requestHeaders();
    context.headers().forEach(headers::set);
    context.credential().forEachHeader(headers::set);
    JsonBody body = request.body();
    if (body == null) {
      return out;
    }
    headers.set(HttpHeaderNames.CONTENT_TYPE, request.contentType());
    return out.send(Mono.fromCallable(() -> Json.write(body, out.alloc())));
  }

  private Publisher<R> receive(HttpClientResponse response, ByteBufFlux content) {
    answering = true;
    boolean success = response.status().code() / 100 == 2;
    int bound = success ? maxResponseBytes : Math.min(maxResponseBytes, MAX_REFUSAL_BYTES);
    long announced = response.responseHeaders().getInt(HttpHeaderNames.CONTENT_LENGTH, UNKNOWN);
    ResponseBody body = new ResponseBody(announced, bound);
    return content
        .doOnNext(
            chunk -> {
              if (!body.append(chunk) && success) {
                throw tooLarge();
              }
            })
        .then(
            Mono.fromCallable(
                () -> {
                  if (success) {
                    return decode(response.responseHeaders(), body);
                  }
                  throw refusal(response, body);
                }));
  }

  private MalformedResponseException tooLarge() {
    return new MalformedResponseException(
        failed, "it is larger than maxResponseBytes, " + maxResponseBytes + " bytes", null);
  }

  private R decode(HttpHeaders headers, ResponseBody body) {
    ResponseInfo info = context.info(Protocol.REST, new ResponseHeaders(headers::get));
    return decode(body, decoder, info, failed);
  }

  /**
   * What the body of a successful response means.
   *
   * @throws MalformedResponseException whatever is wrong with the body: nothing else would end the
   *     call
   */
  static <R> R decode(
      ResponseBody body, RestBinding.Decoder<R> decoder, ResponseInfo info, FailedCall failed) {
    try (JsonReader json = Json.reader(body)) {
      return decoder.decode(json, info);
    } catch (MalformedJsonException e) {
      throw new MalformedResponseException(failed, String.valueOf(e.getMessage()), e);
    } catch (IOException | RuntimeException | Error e) {
      throw new MalformedResponseException(failed, "it is not the JSON of this operation", e);
    }
  }

  private ServiceException refusal(HttpClientResponse response, ResponseBody body) {
    ResponseHeaders headers = new ResponseHeaders(response.responseHeaders()::get);
    ErrorEnvelope envelope = ErrorEnvelope.read(body.toBytes(), context.credential()::mask);
    int status = response.status().code();
    Refusal refusal =
        new Refusal(
            Refusals.code(status, envelope),
            "HTTP " + status + ": " + words(envelope, response),
            headers.requestId(),
            headers.retryAfter(clock.instant()),
            headers.forbidsRetry());
    return ServiceException.of(failed, refusal, null);
  }

  private String words(ErrorEnvelope envelope, HttpClientResponse response) {
    String said =
        envelope.message().isEmpty() ? response.status().reasonPhrase() : envelope.message();
    String redirect = response.responseHeaders().get(HttpHeaderNames.LOCATION);
    return response.status().code() / 100 == 3 && redirect != null
        ? said + "; a redirect is never followed"
        : said;
  }

  private PinelinkException failure(Throwable thrown) {
    Throwable cause = Exceptions.unwrap(thrown);
    if (cause instanceof PinelinkException known) {
      return known;
    }
    Departure begun = departure;
    if (begun != null) {
      return TransportException.of(failed, !answering && begun.isUnsent(), cause);
    }
    return isDeadConnection(cause)
        ? TransportException.of(failed, true, cause)
        : TransportException.unconnected(failed, cause);
  }

  /**
   * Whether the pool gave connections that were made before, and had broken by the time that they
   * were to be used: two, since the library tries once more by itself. It has no type for that.
   */
  static boolean isDeadConnection(Throwable cause) {
    return String.valueOf(cause.getMessage()).startsWith("Error while acquiring from ");
  }
}
